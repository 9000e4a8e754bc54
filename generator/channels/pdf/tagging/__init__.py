"""The tag tree of a PDF, made right for readers, and the form fields that have a place in it."""
