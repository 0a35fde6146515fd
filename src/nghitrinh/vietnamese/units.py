"""Tables of numbers.py: words that soften a figure, and words that say what is counted or measured."""

HEDGES = (
    "khoảng", "gần", "hơn", "trên", "dưới", "không quá", "ít nhất", "tối thiểu", "tối đa", "xấp xỉ", "ước", "ước đạt",
    "không dưới", "không ít hơn", "không nhiều hơn", "chừng", "cỡ", "độ", "quá", "trên dưới", "hơn khoảng", "tròn",
)  # fmt: skip

SCALES = ("nghìn tỷ", "nghìn tỉ", "ngàn tỷ", "ngàn tỉ", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "vạn")
_SQUARES = ("m2", "m²", "m3", "m³", "km2", "km²", "mét vuông", "mét khối", "km vuông", "m vuông", "m khối")
_KILO = tuple(
    f"{first}{parting}{second}" for first in ("ki", "kí") for second in ("lô", "lo") for parting in ("-", " ", "")
)
_METRES = ("mét", "met")
# What is written out is written in many ways; `measures` knows them by their letters alone.
_WRITTEN_OUT = (
    *(f"{first}{parting}ta" for first in ("héc", "hec") for parting in ("-", " ", "")),
    *(f"{kilo}{parting}{rest}" for kilo in _KILO for parting in ("-", " ", "") for rest in
      (*_METRES, *(f"{each} vuông" for each in _METRES), "gam", "gram", "oát")),
    *(f"{first}{parting}mét" for first in ("mi-li", "mi li", "mili", "xăng-ti", "xăng ti", "xăngti", "xen-ti", "xenti",
      "cen-ti", "centi") for parting in ("-", " ", "")),
    "mê-ga-oát", "mê ga oát", "mêgaoát", "phần trăm", "đô la", "đô-la", "đô la Mỹ", "đô-la Mỹ", "gam",
)  # fmt: skip
_MONEY = ("đồng", "USD", "đô la", "đô-la", "đô la Mỹ", "VNĐ", "VND", "đ")
_SCALED_NOUNS = (*_MONEY, "ha", "tấn", "m2", "m²", "m3", "người", "lượt người", "lượt khách", "lượt", "khách")
MEASURES = (
    "%", "ha", *_SQUARES, "km", "m", "mét", "cm", "mm",
    "kg", "tạ", "lít", "MW", "MWp", "kWh", "kV", "sào", "mẫu", "điểm", "điểm phần trăm", "độ C", "điểm %", "tấn",
    *_MONEY, *_WRITTEN_OUT,
)  # fmt: skip
TIMES = ("năm", "tháng", "ngày", "tuần", "giờ", "tiếng", "phút", "lần", "quý", "đêm", "nhiệm kỳ", "khóa")
COUNTED = (
    "đại biểu", "hộ dân", "hộ gia đình", "hộ nghèo", "hộ", "nhân khẩu", "khẩu", "người", "người dân", "lao động",
    "đồng chí", "xã", "phường", "huyện", "quận", "thị trấn", "tỉnh", "thôn", "xóm", "bản", "ấp", "khu", "tổ",
    "đơn vị", "địa phương", "dự án", "công trình", "phương án", "đề án", "nghị quyết", "tờ trình", "nội dung",
    "nội dung tờ trình", "báo cáo", "dự thảo", "dự thảo nghị quyết", "văn bản", "ý kiến", "lượt ý kiến", "kiến nghị",
    "chỉ tiêu", "nhiệm vụ", "giải pháp", "nhóm nhiệm vụ", "nhóm giải pháp", "chuyên đề", "chuyến", "chuyến bay",
    "lô đất", "lô", "thửa đất", "thửa", "căn nhà", "căn hộ", "căn", "phòng", "trường", "trường học", "lớp",
    "học sinh", "giáo viên", "doanh nghiệp", "hợp tác xã", "cơ sở", "cơ quan", "sở", "ban", "ngành", "tổ chức",
    "chi bộ", "đảng viên", "cán bộ", "tập thể", "cá nhân", "hồ sơ", "vụ", "vụ việc", "đơn", "đơn thư", "trường hợp",
    "tiêu chí", "đợt", "cuộc", "cuộc họp", "kỳ họp", "phiên họp", "tuyến", "tuyến đường", "khu công nghiệp",
    "cụm công nghiệp", "khu đô thị", "cầu", "trạm", "bệnh viện", "giường bệnh", "ca", "ca bệnh", "ca mắc", "con",
    "con gia súc", "cây", "sản phẩm", "mô hình", "gói thầu", "hợp đồng", "luật", "dự án luật", "chức danh",
    "thành viên", "ủy viên", "tổ đại biểu", "câu hỏi", "lượt", "phiếu", "bộ hồ sơ", "xe", "chiếc", "tàu", "suất quà",
    "suất", "nhà", "loại", "lĩnh vực", "nhóm", "bước", "điều", "chương", "khoản", "mục", "cấp", "mặt", "kênh",
    "điểm dân cư", "dân tộc", "liệt sĩ", "lượt khách", "khách", "du khách", "vị trí", "thủ tục", "thủ tục hành chính",
    "bậc", "cháu", "em", "phụ nữ", "cử tri", "công dân", "thanh niên", "cựu chiến binh", "nông dân", "quân nhân",
    "phụ huynh", "phân khu", "kịch bản", "khu kinh tế", "tuổi", "báo cáo viên", "hội nghị", "phiên", "chỗ",
    "chỗ ngồi", "mái ấm", "dân quân", "máy xúc", "ngôi mộ", "lượt công dân", "lượt đoàn viên", "căn bệnh",
    "mét đường", "giai đoạn", "thửa ruộng", "buổi", "ao", "đầm", "lồng", "bè", "tàu cá", "thuyền", "phương tiện",
    "bãi", "mỏ", "hồ", "hồ chứa", "đập", "trạm y tế", "trạm bơm", "nhà máy", "khu vực", "khu tái định cư",
    "khu dân cư", "khu phố", "khóm", "buôn", "điểm trường", "điểm cầu", "điểm du lịch", "điểm bỏ phiếu", "chốt",
    "tổ công tác", "tổ hợp tác", "đoàn", "đoàn công tác", "đội", "nhà văn hóa", "sinh viên", "bác sĩ", "thí sinh",
    "học viên", "công nhân", "viên chức", "công chức", "chiến sĩ", "chủ đầu tư", "nhà đầu tư", "nhà thầu", "hội viên",
    "đoàn viên", "đại biểu HĐND", "ứng cử viên", "đồng bào", "nạn nhân", "bệnh nhân", "trẻ em", "người có công",
    "hộ cận nghèo", "hộ kinh doanh", "thị xã", "thành phố", "đặc khu", "đảng bộ", "cấp ủy", "chi bộ trực thuộc",
    "tổ chức cơ sở đảng", "Huân chương", "Bằng khen", "Giấy khen", "giấy phép", "giấy chứng nhận", "kế hoạch",
    "quy hoạch", "chương trình", "quyết định", "công văn", "thông báo", "kết luận", "tham luận", "câu", "chủ đề",
    "mục tiêu", "đầu việc", "đầu xe", "đầu sách", "khâu", "khóa học", "lớp tập huấn", "hạng mục", "gói", "dòng",
    "chuỗi", "nghề", "làng nghề", "di tích", "lễ hội", "môn", "huy chương", "huy chương vàng", "giải", "giải thưởng",
    "cột", "trụ", "cột mốc", "đường dây", "trạm biến áp", "máy", "thiết bị", "bộ", "bộ phận", "cái", "quả",
    "lượt đại biểu", "lượt hộ", "lượt người dân", "km đường", "tấn/ha", "tạ/ha", "tấn rác",
    "bao", "thùng", "vụ án", "vụ cháy", "vụ tai nạn", "bị can", "đối tượng", "tin báo", "phương thức", "liều", "mũi",
    "ngôi nhà", "ngôi", "phòng học", "tầng", "suất học bổng", "học bổng", "khách mời", "thế hệ", "đề tài",
    "sáng kiến", "giống", "loài", "vườn", "trang trại", "gia trại", "chuồng", "đàn", "quyển", "cuốn", "bài",
    "phóng sự", "chỉ số", "nguyên tắc", "quan điểm", "yêu cầu", "khó khăn", "tồn tại", "hạn chế", "vấn đề",
    "nhóm vấn đề", "đột phá", "trụ cột", "khâu đột phá",
)  # fmt: skip

UNITS = (
    *(f"{scale} {noun}" for scale in SCALES for noun in _SCALED_NOUNS),
    *SCALES, *MEASURES, *TIMES, *COUNTED,
)  # fmt: skip
