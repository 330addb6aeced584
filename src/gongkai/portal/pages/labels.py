"""Labels of the public pages in the language of the frame: a built-in tag of all templates."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gongkai.portal.pages.languages import english

register = template.Library()


@register.simple_tag
def label(said: object) -> SafeString:
    """A label in the midst of contents: in an English frame it is marked as English, since what stands around it is Chinese."""
    text = said if isinstance(said, str) else str(said)
    told = gettext(text) if text and english() else text
    return conditional_escape(text) if told == text else format_html('<span lang="en">{}</span>', told)
