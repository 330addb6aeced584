"""The interface as a whole: one document for everything under /api/v1/, one shape of answers and refusals."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder
from ninja.router import Router

from gongkai.api import problems
from gongkai.api.problems import Problem

PREFIX = "api/v1/"
VERSION = "1"
TITLE = "政府信息公开平台接口"
DESCRIPTION = (
    "读取已经公开的信息，跟踪变动，整库取走；向登记簿推送数据。字段说明用中文，出错时的说明也是中文。"
)


class Encoder(NinjaJSONEncoder):
    """Instants whole, with their offset, as every other JSON of the platform has them."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else super().default(value)


class Renderer(JSONRenderer):
    """Chinese as it is written."""

    encoder_class = Encoder
    json_dumps_params = {"ensure_ascii": False}


class Interface(NinjaAPI):
    """Names of addresses begin with `api_`, unless an operation names its own (`url_name`)."""

    def get_operation_url_name(self, operation: Operation, router: Router) -> str:  # noqa: ARG002 - the library's signature
        return f"api_{operation.view_func.__name__}"

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return str(operation.view_func.__name__)


api = Interface(
    title=TITLE,
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    renderer=Renderer(),
)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problems.of_problem(request, problem)


@api.exception_handler(ValidationError)
def _validation(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    return problems.of_validation(request, wrong)


@api.exception_handler(AuthenticationError)
def _authentication(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    return problems.of_authentication(request, wrong)


@api.exception_handler(HttpError)
def _http(_request: HttpRequest, wrong: HttpError) -> HttpResponse:
    return problems.document(wrong.status_code, problems.WRONG, problems.SAY_AGAIN.format(where="body"))


@api.exception_handler(Http404)
def _missing(_request: HttpRequest, _wrong: Http404) -> HttpResponse:
    return problems.nowhere()
