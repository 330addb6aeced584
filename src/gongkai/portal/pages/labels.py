"""Labels of the public pages in the language of the frame: built-in tags of all templates."""

from django import template
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from gongkai.portal.pages.languages import english
from gongkai.portal.pages.wording import told

register = template.Library()


@register.simple_tag(takes_context=True)
def label(context: Context, said: object, *values: object) -> SafeString:
    """Words of the frame; `{0}`, `{1}` … in them are places for values: words of the frame too, or what stays as it is."""
    text = str(worded(said))
    if not values:
        return conditional_escape(text)
    return format_html(
        conditional_escape(text), *(render_value_in_context(worded(value), context) for value in values)
    )


def worded(said: object) -> object:
    """Words that a rule, a form or a state says, in the language of the frame; what nobody translated stays."""
    if not english() or not isinstance(said, str | Promise):
        return said
    text = str(said)
    return said if text.isascii() else told(text)
