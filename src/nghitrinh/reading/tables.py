"""The words the grammar turns on. Each table is a rule of the language, never of a page."""

POSTS = (
    "Ủy viên", "UV", "UVBTV", "Bí thư", "Phó Bí thư", "Chủ tịch", "Phó Chủ tịch", "PCT", "Chủ nhiệm", "Phó Chủ nhiệm",
    "Giám đốc", "Phó Giám đốc", "Trưởng ban", "Phó Trưởng ban", "Trưởng đoàn", "Phó trưởng đoàn", "Trưởng phòng",
    "Phó Trưởng phòng", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Tỉnh ủy viên", "Thành ủy viên", "Huyện ủy viên",
    "Thường trực", "Tổng Giám đốc", "Bộ trưởng", "Thứ trưởng", "Thủ tướng", "Phó Thủ tướng", "Tổng Bí thư", "Chỉ huy trưởng",
    "Viện trưởng", "Chánh án", "Chánh Thanh tra", "Tổ trưởng", "Đội trưởng", "Cục trưởng", "Vụ trưởng", "Phó Cục trưởng",
    "đại biểu", "thành viên", "lãnh đạo", "nguyên", "tổ trưởng", "Trưởng", "Phó",
)  # fmt: skip

SURNAMES = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Đinh Trịnh Mai Tô Hà Lâm Chu Phùng Vương "
    "Tạ Cao Lương Đào Thái Tăng Trương Lưu La Quách Kiều Triệu Tống Châu Từ Lục Nghiêm Bạch Thạch Doãn Khổng Mạc Ninh Viên "
    "Lường Lò Giàng Vàng Sùng Hầu Thào Quàng Cầm Ma Nông Bế Siu Rơ Ksor Bàn Đèo Lù Vi Lang Ngân Hứa Kha Ôn Âu Văn Phó Lữ "
    "Tòng Cà Hạng Mùa Vừ Lầu Lỳ Chảo Phù Thân Giáp Ứng Khuất Cung Đàm Đồng Điểu Thị Chế Danh Kim Sơn Diệp Thiều Hàn Tôn "
    "Nhữ Cù Lại Lã Đường Trang Mã Hán Ngụy Tiêu Ông Bá Đậu Cấn Phí Hoa Yên Trà Hồng An Đổng Thiệu Bành Hình Hà Y A Phương".split()
)

SESSIONS = (
    "hội nghị", "kỳ họp", "phiên họp", "cuộc họp", "buổi họp", "buổi làm việc", "buổi tiếp", "phiên giải trình", "phiên làm việc",
    "buổi tiếp công dân", "đại hội", "phiên chất vấn", "buổi giao ban", "hội ý", "phiên bế mạc", "phiên khai mạc",
)  # fmt: skip

# Verbs that begin what somebody is to do. Lower case on purpose: "Ban Tổ chức" and "Ban Chỉ đạo" are names.
TASK_VERBS = (
    "tiếp tục", "tập trung", "khẩn trương", "chủ động", "tích cực", "tăng cường", "đẩy mạnh", "đẩy nhanh", "nghiêm túc", "rà soát",
    "xem xét", "hoàn thiện", "hoàn thành", "hoàn chỉnh", "xây dựng", "triển khai", "thực hiện", "tổ chức", "chỉ đạo", "phối hợp",
    "chủ trì", "tham mưu", "đề xuất", "báo cáo", "trình", "tiếp thu", "bổ sung", "chuẩn bị", "kiểm tra", "giám sát", "đôn đốc",
    "hướng dẫn", "tuyên truyền", "vận động", "giải quyết", "xử lý", "quan tâm", "chú trọng", "chú ý", "nâng cao", "phát huy",
    "bám sát", "bảo đảm", "đảm bảo", "quán triệt", "ban hành", "lập", "thành lập", "nghiên cứu", "đánh giá", "phân tích", "xác định",
    "xác minh", "làm việc", "làm rõ", "gặp", "lấy ý kiến", "công bố", "công khai", "thống kê", "cập nhật", "theo dõi", "quản lý",
    "bố trí", "sắp xếp", "phân công", "phân bổ", "cân đối", "huy động", "khắc phục", "tháo gỡ", "phấn đấu", "duy trì", "phòng",
    "phòng chống", "phòng, chống", "ngăn chặn", "kiểm soát", "thẩm định", "thẩm tra", "phê duyệt", "quyết định", "ưu tiên", "thuê",
    "mở rộng", "phát triển", "thu hút", "cải thiện", "cải cách", "đổi mới", "cụ thể hóa", "khơi dậy", "lựa chọn", "rút kinh nghiệm",
    "nhanh chóng", "kịp thời", "sớm", "cần", "phải", "khi", "một lần nữa", "có biện pháp", "có giải pháp", "có kế hoạch",
    "có phương án", "tạo điều kiện", "làm tốt", "thường xuyên", "trực tiếp", "căn cứ", "dự kiến", "ra quân", "vào cuộc", "bàn giao",
    "tham gia", "thông báo", "tổng hợp", "đăng ký", "điều chỉnh", "khảo sát", "tính toán", "thu hồi", "chi trả", "giải phóng",
    "hỗ trợ", "khai thác", "thanh tra", "lãnh đạo", "đề ra", "kiện toàn", "gửi", "cung cấp", "đầu tư", "sửa chữa", "quy hoạch",
    "ký", "cử", "nắm", "nắm chắc", "siết chặt", "chấn chỉnh", "khuyến khích", "nhân rộng", "chăm lo", "giữ vững", "giữ gìn", "tạo",
    "lồng ghép", "đổi", "giảm", "tăng", "thúc đẩy", "hạn chế", "chấp hành", "tuân thủ", "kiên quyết", "quyết tâm", "linh hoạt",
    "thống nhất", "tự", "góp phần", "khơi thông", "rà", "bảo vệ", "liên hệ", "kết nối", "giới thiệu", "tranh thủ", "soát xét",
    "đăng tải", "yêu cầu", "giao", "đưa", "xin ý kiến", "tham vấn", "ứng dụng", "số hóa", "bổ trí", "nêu cao", "có trách nhiệm",
    "có văn bản", "không", "lắp đặt", "tu sửa", "trồng", "thu", "chi", "mời", "tiến hành", "định hướng", "lưu ý", "tận dụng",
)  # fmt: skip

# Nouns by which a body that can be charged begins.
CHARGED = (
    "UBND", "HĐND", "Ủy ban", "Hội đồng", "Thường trực", "Ban", "các ban", "Ban cán sự", "Đảng ủy", "Đảng đoàn", "cấp ủy", "các cấp",
    "các cấp ủy", "Sở", "các sở", "phòng", "các phòng", "Văn phòng", "Công an", "Bộ Chỉ huy", "Ban Chỉ huy", "Tổ", "các tổ",
    "cơ quan", "các cơ quan", "đơn vị", "các đơn vị", "địa phương", "các địa phương", "chính quyền", "ngành", "các ngành",
    "huyện", "các huyện", "quận", "các quận", "thành phố", "thị xã", "xã", "các xã", "phường", "các phường", "thị trấn", "tỉnh",
    "đồng chí", "các đồng chí", "ông", "bà", "lãnh đạo", "Mặt trận", "MTTQ", "UBMTTQ", "Ủy ban MTTQ", "Hội", "các hội", "Đoàn",
    "các đoàn thể", "tổ chức", "các tổ chức", "Liên đoàn", "Thanh tra", "Chi cục", "Cục", "Trung tâm", "Viện", "Bệnh viện", "Trường",
    "Tòa án", "Viện kiểm sát", "Kho bạc", "Ngân hàng", "Bảo hiểm", "Điện lực", "Công ty", "các thành viên", "thành viên",
    "các đại biểu", "các vị đại biểu", "đại biểu", "từng", "mỗi", "toàn bộ", "toàn", "cả hệ thống", "hệ thống", "người đứng đầu",
    "thủ trưởng", "Chủ tịch", "Bí thư", "Giám đốc", "Trưởng", "Bộ", "các bộ", "Chính phủ", "các chủ đầu tư", "chủ đầu tư", "chi bộ",
    "các chi bộ", "đảng bộ", "tập thể", "cán bộ", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "BTV", "BCH", "TP",
    "các nhà thầu", "nhà thầu", "các trường", "các thôn", "khối", "các khối", "Quân sự", "Hạt", "Đội", "Ban Quản lý", "các nhóm",
    "chủ tọa", "các doanh nghiệp", "doanh nghiệp", "một số", "những", "tất cả", "các thường trực", "đoàn", "các tiểu ban", "Tiểu ban",
)  # fmt: skip

CHARGE_VERBS = (
    "thống nhất giao", "giao nhiệm vụ cho", "giao trách nhiệm cho", "giao cho", "giao", "yêu cầu", "đề nghị", "chỉ đạo", "lưu ý",
    "phân công", "nhắc nhở", "quán triệt", "ủy quyền cho", "ủy quyền",
)  # fmt: skip

DOCUMENT_KINDS = (
    "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Kế hoạch", "Thông báo", "Kết luận", "Thông tư", "Công văn", "Tờ trình",
    "Báo cáo", "Chương trình", "Hướng dẫn", "Công điện", "Quy định", "Quy chế", "Đề án", "Luật", "Pháp lệnh", "Thông báo kết luận",
    "Thông tri", "Giấy mời", "Nghị quyết liên tịch", "Thông tư liên tịch", "Văn bản", "Phương án", "Kết luận thanh tra", "Quy hoạch",
    "Giấy phép", "Hiến pháp", "Bộ luật", "Chiến lược", "Đề cương", "Sắc lệnh", "Công ước",
)  # fmt: skip


# A capital letter of the Latin script, as a pattern; in Unicode capitals and small letters alternate, so no range will do.
UPPER = "[" + "".join(char for char in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if char.isupper()) + "]"


def any_of(words: tuple[str, ...] | frozenset[str]) -> str:
    """Return a pattern that matches any of the words, longest first, whatever white space stands between their parts."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(part.replace(".", r"\.") for part in word.split()) for word in ordered)
