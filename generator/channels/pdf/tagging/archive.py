"""One file that is PDF/A-2a and PDF/UA-1: the first by the engine, the second said here.

The engine writes the metadata of one standard. Both claims stand in one block of RDF, together
with the description of PDF/UA's that PDF/A asks for (ISO 19005-2, 6.6.2.3.3).
"""

from typing import Any

import pydyf

from generator.channels.pdf.tagging.structure import Structure

END = b"</rdf:RDF>"
CLAIM = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is kept</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def claim_both(structure: Structure) -> None:
    """Say that a file rendered as PDF/A-2a is PDF/UA-1, too."""
    metadata = structure.get(structure.pdf.catalog["Metadata"])
    metadata.stream = [metadata.stream[0].replace(END, CLAIM.lstrip() + END, 1)]
    metadata.compress = False  # PDF/A reads it as it stands
    for each in structure.pdf.objects:
        if _is_picture(each):
            each.extra["Interpolate"] = "false"  # ISO 19005-2, 6.2.8


def _is_picture(thing: Any) -> bool:  # noqa: ANN401
    return isinstance(thing, pydyf.Stream) and thing.extra.get("Subtype") == "/Image"
