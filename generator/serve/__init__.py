"""Live preview while writing: pages are made when they are opened, and anew after a change.

change ─watch─▶ Preview.forget ─▶ open pages reload ─▶ Preview.answer ─▶ one document

Nothing is rebuilt that nobody looks at, and nothing is written.
"""
