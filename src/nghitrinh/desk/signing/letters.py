"""One's own letters: to which address, how often; and the private address of one's calendar."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nghitrinh.desk import security
from nghitrinh.desk.kit.access import OWN_ACCOUNT, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.refusals import in_words
from nghitrinh.desk.signing import factors
from nghitrinh.desk.signing.views import SigningForm
from nghitrinh.mail import calendars, choices
from nghitrinh.mail.models import Choice
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.acts import in_one_transaction
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User

# A calendar's address that was made just now, in the session, encrypted: a page shows it once.
_NEW = "new_calendar_secret"


class LettersForm(SigningForm):
    """An address, and how often."""

    address = forms.CharField(
        label=_("Địa chỉ thư điện tử"),
        help_text=_("Để trống thì không nhận thư nào. Nên dùng địa chỉ của cơ quan."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    choice = forms.ChoiceField(label=_("Nhận thư"), choices=Choice.choices)


@access(OWN_ACCOUNT)
def letters(request: DeskRequest) -> HttpResponse:
    """Say where one's letters go, and how often."""
    kept = choices.of(request.user)
    now = {"address": kept.address, "choice": kept.choice}
    form = LettersForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form, kept.address)
        except ActError as error:
            for each in error.each():
                form.add_error("address", in_words(each))
        else:
            messages.success(request, gettext("Đã ghi cách nhận thư."))
            return HttpResponseRedirect(reverse("account"))
    context = {"form": form, "crumbs": [(gettext("Tài khoản của tôi"), reverse("account"))]}
    return render(request, "desk/signing/letters.html", context, status=422 if form.errors else 200)


def _keep(request: DeskRequest, form: LettersForm, before: str) -> None:
    user = User.objects.get(pk=request.user.pk)
    with in_one_transaction():
        if form.cleaned_data["address"] != before:
            ACTS["user.set_mail_address"](by=user, user=user.pk, address=form.cleaned_data["address"])
        choices.choose(user, Choice(form.cleaned_data["choice"]))


def shown_once(request: DeskRequest) -> str:
    """Return the address of a calendar that was made just now, and forget it; nothing otherwise."""
    held = request.session.pop(_NEW, "")
    return request.build_absolute_uri(reverse("account.feed", [factors.unlocked(held)])) if held else ""


@access(OWN_ACCOUNT)
@require_POST
def calendar(request: DeskRequest) -> HttpResponse:
    """Make the private address of one's calendar, anew where there was one, or end it."""
    if "end" in request.POST:
        calendars.end(request.user)
        security.note(request, "calendar_ended")
        messages.success(request, gettext("Đã hủy địa chỉ lịch. Ai còn giữ cũng không xem được nữa."))
    else:
        request.session[_NEW] = factors.locked(calendars.renew(request.user))
        security.note(request, "calendar_made")
    return HttpResponseRedirect(f"{reverse('account')}#lich")


urlpatterns = [
    path("tai-khoan/thu/", letters, name="account.letters"),
    path("tai-khoan/lich/", calendar, name="account.calendar"),
]
