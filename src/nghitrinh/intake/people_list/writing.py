"""Writing the workbook: the empty template, and what the record has in the same columns."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from nghitrinh.intake.people_list.columns import HELP_SHEET, MOST_ROWS, NO, ROLE_WORDS, SHEETS, YES, Kind, PeopleSheet
from nghitrinh.intake.task_list.writing import put_table
from nghitrinh.record.bodies.models import AccountPost, Membership, Organization, OrganizationKind, Person
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.ordering import in_order

_RULES = (
    "Điền vào trang nào cần; trang để trống thì bỏ qua. Trang “Hướng dẫn” không được đọc.",
    "Dòng đã có trong hồ sơ thì không ghi lần nữa. Dòng nói khác hồ sơ thì sửa điều đã ghi, sau khi xem và nêu lý do.",
    "Khi sửa, ô để trống thì bỏ điều đã ghi; cột không có trong trang thì giữ nguyên. Tên thì sửa ở trang của mục.",
    "Người thôi giữ chức: điền “Đến ngày” ở dòng của người ấy, rồi thêm một dòng cho người kế tiếp.",
    "Máy không nhận công thức: nếu có, hãy dán lại dưới dạng giá trị. Còn một ô sai thì chưa dòng nào vào hồ sơ.",
    f"Mỗi tệp nhiều nhất {MOST_ROWS} dòng. Người dùng mới nhận một liên kết để tự đặt mật khẩu.",
)
Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def template() -> bytes:
    """Return the empty workbook with its explanation."""
    return _written({})


def listed() -> bytes:
    """Return organizations, posts, people and users of the record."""
    return _written({"organizations": _organizations(), "posts": _posts(), "persons": _persons(), "users": _users()})


def _organizations() -> Iterable[Mapping[str, Any]]:
    for each in Organization.objects.order_by(in_order("name"), "pk"):
        days = {"started_on": each.started_on, "ended_on": each.ended_on}
        yield {"name": each.name, "short_name": each.short_name, "kind": each.get_kind_display(), **days}


def _posts() -> Iterable[Mapping[str, Any]]:
    rows = Membership.objects.select_related("organization", "person")
    for each in rows.order_by(in_order("organization__name"), "recorded_at", "pk"):
        days = {"starts_on": each.starts_on, "ends_on": each.ends_on}
        names = {"organization": each.organization.name, "post": each.post, "person": each.holder_name}
        yield {**names, "voting": YES if each.voting else NO, **days, "beside": each.beside}


def _persons() -> Iterable[Mapping[str, Any]]:
    for each in Person.objects.order_by(in_order("name"), "pk"):
        yield {"name": each.name}


def _users() -> Iterable[Mapping[str, Any]]:
    for user in User.objects.filter(is_active=True).order_by("username"):
        named = {"username": user.username, "post": user.post, "organization": "", "role": "", "own_post": ""}
        tied = AccountPost.objects.filter(user=user, membership__isnull=False)
        own = tied.select_related("membership__organization").first()
        live = user.grants.filter(in_force(clock.today()), ends_on=None).select_related("organization")
        grants = live.order_by(in_order("organization__name"), "role")
        roles = [{"organization": each.organization.name, "role": ROLE_WORDS[Role(each.role)]} for each in grants]
        yield from _with_post([{**named, **role} for role in roles or [{}]], own.membership if own else None)


def _with_post(rows: list[dict[str, Any]], own: Membership | None) -> list[dict[str, Any]]:
    """Say on one row of an account whose post it is: on one of that body, or on a row of its own."""
    if own is None:
        return rows
    name = own.organization.name
    of_body = next((row for row in rows if row["organization"] in ("", name)), None)
    if of_body is None:
        rows.append(of_body := rows[0] | {"role": ""})
    of_body |= {"organization": name, "own_post": own.post}
    return rows


def _written(rows: Rows) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in SHEETS:
        _write(workbook.create_sheet(sheet.name), sheet, rows.get(sheet.key, ()))
    _explain(workbook.create_sheet(HELP_SHEET))
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _write(page: Any, sheet: PeopleSheet, rows: Iterable[Mapping[str, Any]]) -> None:
    headers = [f"{column.header} *" if column.required else column.header for column in sheet.columns]
    lines = [[row[column.field] for column in sheet.columns] for row in rows]
    days = [column.kind is Kind.DAY for column in sheet.columns]
    put_table(page, headers, lines, [column.width for column in sheet.columns], days)
    offered = {
        Kind.YES_NO: f'"{YES},{NO}"',
        Kind.ROLE: f'"{",".join(ROLE_WORDS.values())}"',
        Kind.ORGANIZATION_KIND: f"'{HELP_SHEET}'!$E$2:$E${len(OrganizationKind.choices) + 1}",
    }
    for column, letter in zip(sheet.columns, "ABCDEF", strict=False):
        if column.kind in offered:
            choice = DataValidation(
                type="list", formula1=offered[column.kind], allow_blank=True, showErrorMessage=False
            )
            choice.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            page.add_data_validation(choice)


def _explain(page: Any) -> None:
    columns = [(sheet, column) for sheet in SHEETS for column in sheet.columns]
    described = [
        (sheet.name, f"{column.header} *" if column.required else column.header, column.says, column.example)
        for sheet, column in columns
    ]
    put_table(
        page, ("Trang", "Cột", "Điền gì", "Ví dụ (không được đọc)", "Các loại cơ quan"), described, (16, 20, 70, 30, 30)
    )
    for row, label in enumerate(OrganizationKind.labels, start=2):
        page.cell(row, 5).value = str(label)
    for row, rule in enumerate(_RULES, start=max(len(described), len(OrganizationKind.labels)) + 4):
        page.cell(row, 1).value = rule
