"""The rules of one's organizations: what each says and rests on, drafts, and the days that nobody works."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import INSIDER, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import opened, pressed, show, step
from nghitrinh.desk.procedure.forms import HolidayForm, ProvisionsForm, RuleCorrectionForm, RuleForm, initial_of
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import INSIDE, Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.procedure.effects import effect_words
from nghitrinh.record.procedure.models import Holiday, Provision, Rule, RuleState
from nghitrinh.record.procedure.presets import Preset, PresetSource, preset_for, presets, source_of
from nghitrinh.record.procedure.provisions import Key, Part, ProvisionKind, in_part
from nghitrinh.record.procedure.queries import adopted_on, rules_visible_to
from nghitrinh.record.procedure.wording import in_words

FORM = "desk/procedure/form.html"


@dataclass(frozen=True)
class RulesOf:
    """The rules of one organization: the one that holds today, those to come and drafts, and those before it."""

    organization: Organization
    holds: Rule | None
    others: list[Rule]
    holidays: list[Holiday]
    may_write: bool


def _mine(request: DeskRequest, *roles: Role) -> QuerySet[Organization]:
    return Organization.objects.filter(pk__in=organizations_as(request, *roles)).select_related("body")


@access(INSIDER)
def procedure(request: DeskRequest) -> HttpResponse:
    """Show the rules of each organization inside which one is.

    No Listing: an organization has one rule for years, and each stands under its organization.
    """
    writes = set(organizations_as(request, Role.SECRETARY))
    found = [
        _rules_of(request, each, may_write=each.pk in writes)
        for each in _mine(request, *INSIDE).order_by(in_order("name"))
    ]
    return render(request, "desk/procedure/rules.html", {"found": found})


def _rules_of(request: DeskRequest, organization: Organization, *, may_write: bool) -> RulesOf:
    holds = adopted_on(organization.pk, clock.today())
    rules = rules_visible_to(request.user).filter(owner=organization).exclude(state=RuleState.DROPPED)
    days = Holiday.objects.filter(organization__body=organization.body_id, day__gte=clock.today().replace(day=1))
    return RulesOf(organization, holds, [each for each in rules if each != holds], list(days[:24]), may_write)


@dataclass(frozen=True)
class Said:
    """One provision as its rule's page shows it; `is_said` is false for what is supposed where the rule is silent.

    `replaced` is the text on which it rests where that holds no more today.
    """

    kind: ProvisionKind
    words: str
    is_said: bool
    basis: str
    grade: str
    replaced: PresetSource | None = None

    @property
    def effect(self) -> Promise | None:
        """What to know of what this does today."""
        return effect_words(self.kind.key)


def _said(kind: ProvisionKind, provision: Provision | None) -> Said:
    if provision is None:
        return Said(kind, in_words(kind, kind.silent), is_said=False, basis="", grade="")
    words, source = in_words(kind, kind.read(provision.value)), source_of(provision.basis)
    replaced = source if source and source.has_ended(clock.today()) else None
    return Said(kind, words, is_said=True, basis=provision.basis, grade=provision.grade, replaced=replaced)


def _provided(found: Rule) -> dict[Key, Provision]:
    return {Key(each.key): each for each in found.provisions.all() if each.value}


@access(INSIDER)
def rule(request: DeskRequest, rule: UUID) -> HttpResponse:
    """Show what a rule says of each thing, and what holds where it is silent."""
    found = opened(request, Rule, rule)
    provided = _provided(found)
    parts = [(part, [_said(kind, provided.get(kind.key)) for kind in in_part(part)]) for part in Part]
    return show(request, found, "desk/procedure/rule.html", parts=parts)


@access(Role.SECRETARY)
def draft(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Draft a rule: it begins with what holds now, or with what was read in its source for the kind of body."""
    owner = one(_mine(request, Role.SECRETARY), organization)
    asked = presets().get(request.GET.get("mau", ""))
    preset = asked or preset_for(owner)
    now = None if asked else adopted_on(owner.pk, clock.today())
    begins = initial_of(_values_of(now)) if now else _of_preset(preset)
    page = FormPage(
        act="rule.draft",
        form=RuleForm,
        title=_("Soạn quy chế làm việc"),
        note=_("Mỗi giá trị ghi kèm căn cứ. Chỗ nào quy chế không nói thì để trống."),
        button=_("Lưu dự thảo"),
        back=reverse("procedure"),
        said=_("Đã lưu dự thảo. Đọc lại rồi áp dụng."),
        fixed={"organization": owner.pk, "preset": preset.name if preset else ""},
        initial=begins | {"title": ""},
        options={"preset": preset, "organization": owner},
        done=page_of,
        crumbs=[(_("Quy chế làm việc"), reverse("procedure"))],
        template=FORM,
        context={"organization": owner, "preset": preset, "presets": list(presets().values()), "copies": now},
    )
    return serve(request, page)


def _of_preset(preset: Preset | None) -> dict[str, str]:
    cells = preset.cells.items() if preset else ()
    return initial_of({key: (cell.usual, cell.basis) for key, cell in cells if cell.can_be_taken_on(clock.today())})


def _values_of(found: Rule) -> dict[Key, tuple[str, str]]:
    return {key: (each.value, each.basis) for key, each in _provided(found).items()}


def _write(request: DeskRequest, found: Rule, act: str, form: type[ProvisionsForm], **given: Any) -> HttpResponseBase:
    preset = presets().get(found.preset)
    initial = initial_of(_values_of(found)) | {"title": found.title, "starts_on": found.starts_on}
    context: dict[str, Any] = {"organization": found.owner, "preset": preset, "presets": [], "copies": None}
    options: dict[str, Any] = {"preset": preset} | ({"organization": found.owner} if form is RuleForm else {})
    return step(request, found, act, form, initial=initial, options=options, template=FORM, context=context, **given)


@access(Role.SECRETARY)
def revise(request: DeskRequest, rule: UUID) -> HttpResponseBase:
    """Write a draft anew."""
    found = opened(request, Rule, rule, "rule.revise")
    said = _("Đã lưu dự thảo.")
    return _write(request, found, "rule.revise", RuleForm, title=_("Sửa dự thảo quy chế"), button=_("Lưu"), said=said)


@access(Role.SECRETARY)
def correct(request: DeskRequest, rule: UUID) -> HttpResponseBase:
    """Correct what was written down wrongly of an adopted rule."""
    found = opened(request, Rule, rule, "rule.correct")
    note = _("Chỉ để sửa chỗ ghi sai. Quy chế đổi thì soạn quy chế mới từ một ngày.")
    said = _("Đã đính chính. Nhật ký giữ cả bản trước.")
    return _write(
        request, found, "rule.correct", RuleCorrectionForm, title=_("Đính chính quy chế"), note=note, said=said
    )


@access(Role.SECRETARY)
def drop(request: DeskRequest, rule: UUID) -> HttpResponseBase:
    """Give a draft up."""
    found = opened(request, Rule, rule, "rule.drop")
    said, back = _("Đã bỏ dự thảo."), reverse("procedure")
    return step(request, found, "rule.drop", ReasonForm, title=_("Bỏ dự thảo quy chế"), said=said, back=back)


@access(Role.SECRETARY, Role.CHAIR)
@require_POST
def adopt(request: DeskRequest, rule: UUID) -> HttpResponseBase:
    """Let a rule hold from its day."""
    return pressed(request, Rule, rule, "rule.adopt", _("Đã áp dụng quy chế."))


@access(Role.SECRETARY)
def declare(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Declare a day that nobody works, or one that is worked in exchange."""
    owner = one(_mine(request, Role.SECRETARY), organization)
    back = reverse("procedure")
    page = FormPage(
        act="holiday.declare",
        form=HolidayForm,
        title=_("Khai ngày nghỉ"),
        note=_("Ngày làm việc được đếm không kể thứ bảy, chủ nhật và những ngày này."),
        said=_("Đã khai ngày nghỉ."),
        fixed={"organization": owner.pk},
        back=back,
        crumbs=[(_("Quy chế làm việc"), back)],
    )
    return serve(request, page)


urlpatterns = [
    path("quy-che/", procedure, name="procedure"),
    path("quy-che/co-quan/<uuid:organization>/soan/", draft, name="procedure.draft"),
    path("quy-che/co-quan/<uuid:organization>/ngay-nghi/", declare, name="procedure.declare"),
    path("quy-che/<uuid:rule>/", rule, name="procedure.rule"),
    path("quy-che/<uuid:rule>/sua/", revise, name="procedure.revise"),
    path("quy-che/<uuid:rule>/dinh-chinh/", correct, name="procedure.correct"),
    path("quy-che/<uuid:rule>/bo/", drop, name="procedure.drop"),
    path("quy-che/<uuid:rule>/ap-dung/", adopt, name="procedure.adopt"),
]
