"""Pictures that are drawn in the page itself."""

from io import BytesIO

import qrcode
from django.utils.safestring import SafeString
from qrcode.image.svg import SvgPathImage


def qr_picture(text: str) -> SafeString:
    """Return a text as a QR picture: SVG without any style, its name is for the page around it to say."""
    picture, drawn = qrcode.make(text, image_factory=SvgPathImage, box_size=10, border=2), BytesIO()
    picture.save(drawn)
    svg = drawn.getvalue().decode("utf-8")
    return SafeString(svg[svg.index("<svg") :])  # made of squares alone: nothing of the text stands in it
