"""`{% url %}` in the desk's templates: Django's, but that an address is looked up once (`kit/addresses.py`)."""

from django import template

from nghitrinh.desk.kit.addresses import reverse

register = template.Library()


@register.simple_tag
def url(name: str, *args: object) -> str:
    """Return the address of a page by its name and what stands in it."""
    return reverse(name, args)
