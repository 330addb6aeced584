"""The catalogue of the open data as JSON-LD (DCAT 3), for catalogues that gather others."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime

from gongkai.portal.open_data.sets import Dataset, Size

TYPE = "application/ld+json"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
TERMS = (
    "这些数据都是已经公开的政府信息，任何人可以免费下载、复制和使用。使用时请注明来源机关、地址和下载日期，不要改变原意；"
    "信息撤回或者更正以后，请跟着更新。"
)


def catalogue(request: HttpRequest, sets: Iterable[tuple[Dataset, Size]]) -> dict[str, Any]:
    """The catalogue with its sets, each with its files and the interface."""
    whole = request.build_absolute_uri
    service = whole(reverse("interface"))
    return {
        "@context": CONTEXT,
        "@id": whole(reverse("open_data")),
        "@type": "dcat:Catalog",
        "dct:title": _said(f"{settings.SITE_NAME}开放数据"),
        "dct:language": "zh",
        "dct:rights": _said(TERMS),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.SITE_OWNER or settings.SITE_NAME},
        "foaf:homepage": {"@id": whole(reverse("home"))},
        "dcat:service": {
            "@id": service,
            "@type": "dcat:DataService",
            "dct:title": _said("读取接口"),
            "dcat:endpointURL": {"@id": whole(reverse("api_root"))},
            "dcat:endpointDescription": {"@id": whole(reverse("api_openapi"))},
        },
        "dcat:dataset": [_dataset(request, each, size, service) for each, size in sets],
    }


def _dataset(request: HttpRequest, each: Dataset, size: Size, service: str) -> dict[str, Any]:
    whole = request.build_absolute_uri
    told: dict[str, Any] = {
        "@id": whole(reverse("data_set", args=[each.key])),
        "@type": "dcat:Dataset",
        "dct:identifier": each.key,
        "dct:title": _said(each.title),
        "dct:description": _said(each.about),
        "dct:rights": _said(TERMS),
        "dcat:landingPage": {"@id": whole(each.page)},
        "dcat:distribution": [
            _distribution(whole(each.csv), "CSV", "text/csv"),
            _distribution(whole(each.json), "JSON", "application/json"),
            {
                "@type": "dcat:Distribution",
                "dct:title": _said("接口"),
                "dcat:accessService": {"@id": service},
            },
        ],
    }
    if size.changed_at:
        told["dct:modified"] = {"@type": "xsd:dateTime", "@value": localtime(size.changed_at).isoformat()}
    return told


def _distribution(address: str, title: str, kind: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{_MEDIA}{kind}"},
    }


def _said(text: str) -> dict[str, str]:
    return {"@language": "zh", "@value": text}
