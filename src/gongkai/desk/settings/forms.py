"""What officers fill in about a chain of sign-off."""

from typing import Any

from django import forms

from gongkai.law.roles import Role
from gongkai.law.signing.chains import DECIDING, LONGEST_STEP, MOST_STEPS, Stages
from gongkai.signoff.access import READERS

ROLES = [role for role in Role if role in READERS | DECIDING]
BLANK = 3
"""So many empty lines follow the steps that there are."""


class StepForm(forms.Form):
    """One step; a line without a name is left out."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    stage = forms.IntegerField(label="环节", min_value=1, max_value=MOST_STEPS, required=False)
    title = forms.CharField(label="步骤名称", max_length=40, required=False)
    role = forms.ChoiceField(
        label="由谁办理", required=False, choices=[("", "—"), *((role.value, role.label) for role in ROLES)]
    )
    working_days = forms.IntegerField(
        label="时限（工作日）", min_value=1, max_value=LONGEST_STEP, required=False
    )
    skippable = forms.BooleanField(label="紧急时可略过", required=False)

    def clean(self) -> dict[str, Any]:
        """A step that is named has a stage and somebody who does it."""
        given = super().clean() or {}
        if given.get("title"):
            for name, message in (("stage", "请填写第几环节。"), ("role", "请选择由谁办理。")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, message)
        return given


StepForms = forms.formset_factory(
    StepForm, extra=BLANK, max_num=MOST_STEPS + BLANK, absolute_max=2 * MOST_STEPS
)


def initial(stages: Stages) -> list[dict[str, Any]]:
    """The lines of a chain as it is."""
    return [
        {
            "id": step.id,
            "stage": number,
            "title": step.title,
            "role": step.role.value,
            "working_days": step.working_days,
            "skippable": step.skippable,
        }
        for number, stage in enumerate(stages, 1)
        for step in stage
    ]


def steps(filled: Any) -> list[list[dict[str, Any]]]:
    """What was filled in, as stages of steps in the order of their numbers; steps of one number act side by side."""
    lines = [line for line in filled.cleaned_data if line.get("title")]
    taken = {line["id"] for line in lines if line["id"]}
    by_stage: dict[int, list[dict[str, Any]]] = {}
    for line in lines:
        made = {**line, "id": line["id"] or _free(taken)}
        by_stage.setdefault(made.pop("stage"), []).append(made)
    return [by_stage[number] for number in sorted(by_stage)]


def _free(taken: set[str]) -> str:
    """A name for a new step that no other has."""
    name = next(name for name in (f"step_{n}" for n in range(1, 3 * MOST_STEPS)) if name not in taken)
    taken.add(name)
    return name
