"""What is wrong with an office's template, in words: what was found, and where in the document."""

from django.utils.translation import gettext as _

from nghitrinh.documents.templates import TemplateFault


def fault_in_words(fault: TemplateFault) -> str:
    """Return a fault as a sentence that names what was found and where it stands."""
    return "; ".join(filter(None, (_what(fault), _("ở: “%(where)s”") % {"where": fault.where} if fault.where else "")))


def _what(fault: TemplateFault) -> str:
    named = {"found": fault.found}
    words = {
        "no_docx": _("Tệp này không phải văn bản Word (.docx)"),
        "too_large": _("Tệp lớn quá (%(found)s), nhiều nhất 5 MB và 40 MB khi mở nén") % named,
        "has_macro": _("Tệp có macro hoặc đối tượng nhúng (%(found)s); hãy lưu thành .docx thường") % named,
        "has_link": _("Tệp có liên kết ra ngoài (%(found)s); hãy bỏ liên kết rồi nộp lại") % named,
        "has_field": _("Tệp có trường %(found)s lấy nội dung từ nơi khác; hãy bỏ trường này") % named,
        "has_declaration": _("Tệp có khai báo XML mà Word không viết (%(found)s)") % named,
        "unknown_placeholder": _("Không có chỗ điền tên %(found)s; xem bảng chỗ điền") % named,
        "broken_tag": _("Thẻ viết hỏng: %(found)s") % named,
        "not_filled": _("Không điền được mẫu này: %(found)s") % named,
        "too_long": _("Điền mẫu này lâu quá, máy đã thôi; hãy thử lại sau ít phút"),
    }
    return words[fault.code]
