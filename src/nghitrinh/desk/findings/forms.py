"""Forms about findings: answers to what a workbook does not say, and the reason for sending a paper back."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.findings.shown import choice_words, question_words
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.record.kernel.texts import LONGEST
from nghitrinh.vietnamese import plain_number


class AnswerForm(ActForm):
    """A field for each question about a workbook; one that is left empty stays open."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], answers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {f"question_{at}": question["key"] for at, question in enumerate(questions)}
        for name, question in zip(self.keys, questions, strict=True):
            self.fields[name] = _field(question)
            self.initial.setdefault(name, answers.get(question["key"], ""))

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: what was answered, by the keys of the questions."""
        given = super().parameters()
        answers = [{"key": key, "answer": given.pop(name)} for name, key in self.keys.items()]
        self.given = [each for each in answers if each["answer"]]
        return given | {"answers": self.given}

    def refuse(self, path: str, words: str) -> None:
        """Show a refusal at the question whose answer it is."""
        part, _dot, rest = path.partition(".")
        place = plain_number(rest.partition(".")[0], len(self.given) - 1)
        if part == "answers" and place is not None:
            key = self.given[place]["key"]
            path = next(name for name, each in self.keys.items() if each == key)
        super().refuse(path, words)


def _field(question: dict[str, Any]) -> forms.Field:
    label = question_words(question)
    guess = question["guess"]
    hint = gettext("Có lẽ là: %(guess)s") % {"guess": choice_words(guess)} if guess else ""
    if not question["choices"]:
        return forms.CharField(label=label, max_length=200, required=False, help_text=hint)
    choices = [(each, choice_words(each)) for each in question["choices"]]
    if len(choices) > 1:
        choices = [*choices, ("", gettext("Chưa trả lời"))]
    else:
        choices = [*choices, ("", gettext("Không; tôi sẽ sửa tệp và nộp bản mới"))]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False, help_text=hint)


class SendBackForm(ActForm):
    """Why a paper is sent back: what does not agree stands there already, and may be added to."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 12, "class": "textarea--record"})
    )
