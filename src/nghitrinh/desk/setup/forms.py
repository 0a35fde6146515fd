"""The forms of the setup, a page each. What is not typed yet stands as it is proposed."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.parts import PartedForm
from nghitrinh.desk.livery.forms import LiveryFields
from nghitrinh.desk.publication.forms import clean_portal_address, portal_address_field
from nghitrinh.desk.refusals import in_words
from nghitrinh.desk.setup.proposals import Proposal, Stage, System
from nghitrinh.record.bodies.passwords import faults_of
from nghitrinh.record.instruments.models import Counting, PaperForm
from nghitrinh.record.kernel.models import User
from nghitrinh.vietnamese import format_date, name_key, plain_number, provinces, unit_of, units_of

MOST_REGISTERS = 3
# The page whose names later pages take up.
NAME = "ten-goi"


class SetupForm(PartedForm):
    """A page of the setup; `proposed` is what it begins with where nothing was typed."""

    def __init__(self, *args: Any, proposal: Proposal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.make_parts()

    @classmethod
    def proposed(cls, proposal: Proposal, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:  # noqa: ARG003 - for those that propose nothing
        """Return what is proposed, by the answers to the pages before."""
        return {}


class PlaceForm(SetupForm):
    """Whose body it is, and in which province."""

    asked = ("stage",)
    system = forms.ChoiceField(
        label=_("Cơ quan của anh chị là"),
        widget=forms.RadioSelect,
        choices=[
            (System.STATE, _("Ủy ban nhân dân (cơ quan nhà nước)")),
            (System.PARTY, _("Cấp ủy, ban thường vụ (cơ quan của Đảng)")),
            (System.COUNCIL, _("Hội đồng nhân dân")),
            (System.COMPANY, _("Hội đồng quản trị (doanh nghiệp)")),
        ],
        error_messages={"required": _("Chọn một")},
    )
    stage = forms.ChoiceField(
        label=_("Cấp"),
        widget=forms.RadioSelect,
        choices=[(Stage.COMMUNE, _("Xã, phường, đặc khu")), (Stage.PROVINCE, _("Tỉnh, thành phố"))],
        required=False,
        help_text=_("Doanh nghiệp thì bỏ qua"),
    )
    province = forms.ChoiceField(
        label=_("Tỉnh, thành phố"), required=False, help_text=_("34 tỉnh, thành phố từ 1/7/2025")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = self.fields["province"]
        if isinstance(province, forms.ChoiceField):
            province.choices = [("", _("Chọn")), *((unit.code, unit.full_name) for unit in provinces())]

    def clean(self) -> dict[str, Any]:
        """Ask for level and province, but of a company."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("system") != System.COMPANY:
            for name, words in (("stage", _("Chọn cấp")), ("province", _("Chọn tỉnh, thành phố"))):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, str(words))
        return cleaned


class CommuneForm(SetupForm):
    """Which commune of the province."""

    commune = forms.ChoiceField(
        label=_("Xã, phường, đặc khu"),
        error_messages={"required": _("Chọn xã, phường, đặc khu")},
        help_text=_("Theo danh mục từ 1/7/2025. Tên ở trang sau vẫn sửa được."),
    )

    def __init__(self, *args: Any, province: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        commune = self.fields["commune"]
        commune.label = _("Xã, phường, đặc khu của %(province)s") % {"province": unit_of(province).full_name}
        if isinstance(commune, forms.ChoiceField):
            commune.choices = [("", _("Chọn")), *((unit.code, unit.full_name) for unit in units_of(province))]


class NameForm(SetupForm):
    """What the body is called, and how its documents are headed."""

    jurisdiction = forms.CharField(
        label=_("Địa bàn"), max_length=200, help_text=_("Nơi cơ quan làm việc; doanh nghiệp thì ghi tên doanh nghiệp")
    )
    organization = forms.CharField(label=_("Tên cơ quan"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=80)
    form = forms.ChoiceField(label=_("Văn bản theo thể thức"), choices=PaperForm.choices, widget=forms.RadioSelect)
    superior = forms.CharField(
        label=_("Dòng trên tên cơ quan"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=400,
        required=False,
        help_text=_("Cơ quan cấp trên, như văn bản đang ghi; ủy ban nhân dân thường để trống"),
    )
    code = forms.CharField(label=_("Chữ viết tắt trong số, ký hiệu"), max_length=20, required=False)
    place = forms.CharField(label=_("Địa danh trước ngày"), max_length=120, help_text=_("Như: Tân Lập, ngày…"))
    head = forms.CharField(label=_("Chức vụ người đứng đầu ký văn bản"), max_length=120)

    @classmethod
    def proposed(cls, proposal: Proposal, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:  # noqa: ARG003 - as above
        """Propose the names by kind, level and place, and the heading by these names."""
        names = (proposal.jurisdiction, proposal.organization, proposal.short_name)
        heading = proposal.heading(*names)
        return {
            **dict(zip(("jurisdiction", "organization", "short_name"), names, strict=True)),
            "form": heading.form.value,
            "superior": "\n".join(heading.superior),
            "code": proposal.code,
            "place": heading.place,
            "head": heading.head,
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a name that still has its gap."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("jurisdiction", "organization", "short_name"):
            if "…" in cleaned.get(name, ""):
                self.add_error(name, str(_("Điền tên vào chỗ “…”")))
        return cleaned


class TermForm(SetupForm):
    """The term, and where the numbers of meetings go on."""

    number = forms.CharField(label=_("Khóa, nhiệm kỳ"), max_length=12, help_text=_("Như XVIII, hoặc 2026-2031"))
    starts_on = DayField(label=_("Từ ngày"), help_text=_("Ngày đề nghị: sửa theo ngày thật"))
    ends_on = DayField(label=_("Đến ngày"), required=False)
    meeting = forms.CharField(
        label=_("Cuộc họp thường kỳ gọi là"),
        max_length=80,
        help_text=_(
            "Số đi liền sau tên: “Hội nghị … lần thứ 37”, “Kỳ họp thứ 12 …”. "
            "Ghi kỳ họp, phiên họp hay hội nghị như cơ quan vẫn gọi."
        ),
    )
    numbering = forms.ChoiceField(
        label=_("Số của cuộc họp"),
        widget=forms.RadioSelect,
        choices=[("term", _("Đánh số trong cả nhiệm kỳ")), ("none", _("Không đánh số"))],
    )
    next_meeting = forms.IntegerField(
        label=_("Cuộc họp tới mang số"), min_value=1, max_value=100_000, help_text=_("Vừa họp lần thứ 36 thì ghi 37")
    )
    room = forms.CharField(
        label=_("Thường họp ở"),
        max_length=200,
        required=False,
        help_text=_("Đứng sẵn khi hẹn cuộc họp đầu tiên; lần nào họp nơi khác thì sửa"),
    )

    @classmethod
    def proposed(cls, proposal: Proposal, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """Propose the term of most bodies of the kind, and what their meetings are called."""
        return {
            "number": proposal.term,
            "starts_on": format_date(proposal.starts_on),
            "ends_on": format_date(proposal.ends_on),
            "meeting": proposal.meeting,
            "numbering": "term",
            "next_meeting": "1",
            "room": f"Phòng họp, trụ sở {answers.get(NAME, {}).get('short_name') or proposal.short_name}",
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a term that ends before it starts."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", str(_("Ngày kết thúc đứng trước ngày bắt đầu")))
        return cleaned


class RegistersForm(SetupForm):
    """The registers of documents, and the departments that are charged with work."""

    counting = forms.ChoiceField(label=_("Số văn bản chạy"), choices=Counting.choices, widget=forms.RadioSelect)
    units = forms.MultipleChoiceField(
        label=_("Cơ quan, đơn vị được giao việc"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Đề nghị theo cấp; bỏ dấu những nơi không có. Sau này vẫn thêm, đổi tên được."),
    )
    more = forms.CharField(
        label=_("Nơi khác"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Thôn, trường, đơn vị khác: mỗi dòng một tên"),
    )
    registers: ClassVar[range] = range(1, MOST_REGISTERS + 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in self.registers:
            self.fields[f"symbol_{number}"] = forms.CharField(
                label=_("Ký hiệu"),
                max_length=30,
                required=number == 1,
                help_text=_("Đứng sau số") if number == 1 else "",
            )
            self.fields[f"next_{number}"] = forms.IntegerField(
                label=_("Số tiếp theo"),
                min_value=1,
                max_value=1_000_000,
                required=number == 1,
                help_text=_("Vừa ra số 118 thì ghi 119") if number == 1 else "",
            )
        units = self.fields["units"]
        if isinstance(units, forms.MultipleChoiceField) and self.proposal is not None:
            units.choices = [(unit.name, unit.name) for unit in self.proposal.units]

    @classmethod
    def proposed(cls, proposal: Proposal, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """Propose the registers of the kind, with the code that was typed, and all departments of the level."""
        code = answers.get(NAME, {}).get("code") or ""
        own = {f"symbol_{number}": _with_code(symbol, code) for number, symbol in enumerate(proposal.symbols, 1)}
        first = {f"next_{number}": "1" for number in range(1, len(proposal.symbols) + 1)}
        return {"counting": proposal.counting, "units": [unit.name for unit in proposal.units], **own, **first}

    def clean(self) -> dict[str, Any]:
        """Refuse a symbol without its number or twice, and a department that is named twice."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for number in self.registers:
            symbol, first = cleaned.get(f"symbol_{number}", ""), cleaned.get(f"next_{number}")
            if symbol and first is None and f"next_{number}" not in self.errors:
                self.add_error(f"next_{number}", str(_("Ghi số tiếp theo của sổ này")))
            if symbol and name_key(symbol) in seen:
                self.add_error(f"symbol_{number}", str(_("Ký hiệu này đã có ở trên")))
            seen[name_key(symbol)] = symbol
        self._require_named_once(cleaned)
        return cleaned

    def place_of(self, name: str) -> str:
        """Return which register a field is of: each has a symbol and a number."""
        number = name.rpartition("_")[2]
        return gettext("Sổ %(number)s") % {"number": number} if plain_number(number) is not None else ""

    def _require_named_once(self, cleaned: dict[str, Any]) -> None:
        named = [*cleaned.get("units", ()), *lines(cleaned.get("more", ""))]
        seen: set[str] = set()
        for name in named:
            if name_key(name) in seen:
                self.add_error("more", str(_("%(name)s có hai lần") % {"name": name}))
            if len(name) > 200:
                self.add_error("more", str(_("Tên dài quá: %(name)s…") % {"name": name[:40]}))
            seen.add(name_key(name))


def _with_code(symbol: str, code: str) -> str:
    """Return a proposed symbol with another code behind its kind: "TB-UBND" with "HĐQT" is "TB-HĐQT"."""
    kind, mark, _own = re.split(r"([-/])", symbol, maxsplit=1)
    return f"{kind}{mark}{code}" if code else symbol


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class HouseForm(LiveryFields, SetupForm):
    """Name, logo and colours of the house on desk and portal, and where the public reaches the portal."""

    address = portal_address_field()

    def clean_address(self) -> str:
        """Refuse what nobody outside can open."""
        return clean_portal_address(self.cleaned_data["address"])

    @classmethod
    def proposed(cls, proposal: Proposal, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """Propose the short name that was typed, and the program's own colour."""
        return {"name": answers.get(NAME, {}).get("short_name") or proposal.short_name, "palette": "own"}


_SECRET = {"autocomplete": "new-password"}


def _password(label: Any, *, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        required=False,
        max_length=200,
        help_text=hint,
        widget=forms.PasswordInput(attrs=_SECRET),
    )


class PeopleForm(SetupForm):
    """Who administers, who keeps the record, and who chairs, each with a password of their own."""

    admin_username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    admin_post = forms.CharField(label=_("Chức vụ"), max_length=200)
    admin_password = _password(_("Mật khẩu"), hint=_("Từ 12 chữ; một câu ngắn dễ nhớ là tốt nhất"))
    admin_again = _password(_("Mật khẩu, lần nữa"))
    alone = forms.BooleanField(
        label=_("Quản trị cũng là thư ký"), required=False, help_text=_("Đánh dấu thì bỏ trống phần Thư ký")
    )
    secretary_username = forms.CharField(label=_("Tên đăng nhập"), max_length=80, required=False)
    secretary_post = forms.CharField(label=_("Chức vụ"), max_length=200, required=False)
    secretary_name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    secretary_votes = forms.BooleanField(
        label=_("Là thành viên của cơ quan, có quyền biểu quyết"),
        required=False,
        help_text=_("Chánh văn phòng chỉ phục vụ họp thì không đánh dấu: quy định về số người dự đếm theo đây"),
    )
    secretary_password = _password(_("Mật khẩu"))
    secretary_again = _password(_("Mật khẩu, lần nữa"))
    chair_username = forms.CharField(label=_("Tên đăng nhập"), max_length=80, required=False)
    chair_post = forms.CharField(label=_("Chức vụ"), max_length=200, required=False)
    chair_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, required=False, help_text=_("Đứng dưới chữ ký của văn bản")
    )
    chair_password = _password(_("Mật khẩu"))
    chair_again = _password(_("Mật khẩu, lần nữa"))

    WHO: ClassVar[tuple[str, ...]] = ("admin", "secretary", "chair")
    CALLED: ClassVar[dict[str, Promise]] = {
        "admin": _("Quản trị"),
        "secretary": _("Thư ký"),
        "chair": _("Người chủ trì"),
    }
    asked = (
        *("admin_password", "admin_again", "secretary_username", "secretary_post", "secretary_password"),
        *("secretary_again", "chair_username", "chair_post", "chair_name", "chair_password", "chair_again"),
    )
    SECRET: ClassVar[tuple[str, ...]] = tuple(f"{who}_{part}" for who in WHO for part in ("password", "again"))

    def place_of(self, name: str) -> str:
        """Return whose field it is: three have the same labels."""
        return str(self.CALLED.get(name.partition("_")[0], ""))

    @classmethod
    def proposed(cls, proposal: Proposal, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:  # noqa: ARG003 - as above
        """Propose posts, and short names to sign in by."""
        return {
            "admin_username": "quantri",
            "admin_post": "Quản trị hệ thống",
            "secretary_username": "thuky",
            "secretary_post": proposal.secretary,
            "chair_post": proposal.chair,
        }

    def keep_right_passwords(self) -> None:
        """Let the answer to what was sent have the pairs in which nothing is wrong: only the others are typed again."""
        for who in self.WHO:
            pair = [name for name in self.SECRET if name.startswith(f"{who}_")]
            if not any(name in self.errors for name in pair):
                for name in pair:
                    self.fields[name].widget.render_value = True

    def wants(self, who: str) -> bool:
        """Tell whether somebody is to become a user: all but a chair whom nobody named, or a secretary who is there."""
        if who == "chair":
            return any(self.cleaned_data.get(f"chair_{part}") for part in ("username", "name", "password"))
        return who == "admin" or not self.cleaned_data.get("alone")

    def clean(self) -> dict[str, Any]:
        """Ask for what each of them needs, and for two passwords that are one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for who in self.WHO:
            if self.wants(who):
                self._require_user(who, cleaned)
        self._require_names_of_their_own(cleaned)
        return cleaned

    def _require_names_of_their_own(self, cleaned: dict[str, Any]) -> None:
        seen: set[str] = set()
        for who in filter(self.wants, self.WHO):
            name = name_key(cleaned.get(f"{who}_username", ""))
            if name and name in seen:
                self.add_error(f"{who}_username", str(_("Tên này đã dùng cho người ở trên")))
            seen.add(name)

    def _require_user(self, who: str, cleaned: dict[str, Any]) -> None:
        needed = {"username": _("Ghi tên đăng nhập"), "post": _("Ghi chức vụ"), "password": _("Đặt mật khẩu")}
        for part, words in needed.items():
            if not cleaned.get(f"{who}_{part}") and f"{who}_{part}" not in self.errors:
                self.add_error(f"{who}_{part}", str(words))
        password, again = cleaned.get(f"{who}_password"), cleaned.get(f"{who}_again")
        if password and password != again:
            self.add_error(f"{who}_again", str(_("Hai lần gõ chưa giống nhau")))
        user = User(username=cleaned.get(f"{who}_username", ""), post=cleaned.get(f"{who}_post", ""))
        for fault in faults_of(password, user) if password else ():
            self.add_error(f"{who}_password", in_words(fault))
