"""Verbs by which a task begins, beyond those of offices in tables.py: words of the language, counted in Vietnamese news.

They were found as what follows cần, phải, hãy, tiếp tục, để in word-segmented pages, and chosen by hand.
"""

import re

from nghitrinh.reading.tables import TASK_VERBS, any_of

# "giao", "đưa", "mời" and the like of TASK_VERBS begin tasks; these may not begin a sentence that goes on.
_NOT_ALONE = {
    "khi",
    "không",
    "thu",
    "chi",
    "tự",
    "tính",
    "tăng",
    "giảm",
    "đổi",
    "dự kiến",
    "yêu cầu",
    "giao",
    "lập",
    "cần",
    "phải",
    "căn cứ",
    "một lần nữa",
    "thống kê",
    "dự báo",
    "kế hoạch",
    "thông báo",
    "kết luận",
    "đánh giá",
    "quy hoạch",
    "ghi nhận",
}
_ONLY_WORDS = re.compile(r"[^\s.;:()]*")
_MORE = (
    "nhận diện", "tìm kiếm", "điều tra", "giúp", "mang", "gửi", "tìm", "phát hiện", "rút", "giữ", "đặt", "bắt đầu", "nỗ lực", "cố gắng", "dồn sức", "ra sức", "sẵn sàng", "tránh", "áp dụng",
    "chọn", "mở", "giành", "thay đổi", "ngừng", "kiên trì", "bồi thường", "đền bù", "trả", "cho phép", "lập tức", "ngay lập tức", "gấp rút", "trước mắt", "từng bước", "đồng bộ",
    "xử lý dứt điểm", "xử lý nghiêm", "ngăn", "can thiệp", "nâng", "phá bỏ", "dỡ bỏ", "thu giữ", "tịch thu", "tiêu hủy", "khống chế", "dập", "truy bắt", "truy tìm", "cứu hộ", "cứu chữa", "cứu nạn",
    "cấp cứu", "điều trị", "chăm sóc", "động viên", "an ủi", "hỏi thăm", "trao", "tiếp cận", "khai báo", "trình báo", "phản ánh", "giải thích", "giải đáp", "thuyết phục", "giáo dục", "nhắc nhở", "răn đe",
    "phân luồng", "điều phối", "neo đậu", "thông tin", "đảm nhận", "đảm nhiệm", "thay", "sửa", "sửa đổi", "hủy bỏ", "bãi bỏ", "thu hẹp", "loại trừ", "nắm bắt", "thấu hiểu", "học tập", "học hỏi", "gương mẫu",
    "tiên phong", "đi đầu", "đoàn kết", "tôn trọng", "đề cao", "nhận thức", "xác định rõ", "phân tích rõ", "coi", "xem", "nêu rõ", "chỉ rõ", "ghi rõ", "cam kết", "đồng lòng", "chung tay", "đầu tư mạnh",
    "thẳng thắn", "nghiêm minh", "cương quyết", "quyết tâm", "mạnh dạn", "cẩn trọng", "thận trọng", "cảnh giác", "đề phòng", "ứng phó", "đối phó", "khoanh", "cắm", "dán", "treo", "in", "phát tán", "vận động",
    "thiết lập", "xác lập", "thiết kế", "thi công", "khai thông", "nối lại", "chuyển hướng", "chấp nhận", "bám", "bám trụ", "túc trực", "canh gác", "canh phòng", "trực chiến", "rào chắn", "phun", "khử trùng", "tiêu độc", "tẩy uế",
    "cập nhật thường xuyên", "đo đạc", "đếm", "kiểm đếm", "đánh số", "lưu", "lưu giữ", "lưu trữ", "đồng loạt", "dứt điểm", "siết", "chốt", "hạ", "giãn", "hoãn", "gia hạn", "kéo dài", "miễn", "tái cơ cấu", "cơ cấu lại", "cơ cấu",
    "tổ chức lại", "xốc lại", "nhân", "chỉnh trang", "chỉnh sửa", "dọn dẹp", "vệ sinh", "làm sạch", "bảo dưỡng", "khơi", "đào", "đắp", "xây", "trồng mới", "chăm bón", "thu hoạch", "tiêm", "tiêm phòng", "thả", "nuôi", "cung ứng",
    "dự trữ", "bình ổn", "kiềm giữ", "điều tiết", "phân phối", "mua", "bán", "thuê", "phát triển mạnh", "tích hợp", "liên kết", "hợp tác", "phân định", "phân rõ", "giữ nghiêm", "chấm", "cấp", "giao lưu", "tạm", "tạm đình chỉ", "dẹp", "trấn áp", "triệt phá", "bắt", "kịp", "ngăn ngừa", "giảm thiểu", "giải tỏa",
    "vừa", "cùng nhau", "cùng", "hết sức", "nhất định", "dứt khoát", "tuyệt đối không", "không để", "không được", "không vì", "không nên", "kiện toàn", "hướng đến", "hướng tới", "lấy", "lên kế hoạch", "lên phương án", "ra quân", "tham mưu", "đặc biệt quan tâm", "đặc biệt chú ý", "nhìn nhận", "nêu", "chủ trì", "thi hành", "đề cử", "cắt giảm", "cải tiến",
)  # fmt: skip

MODAL = r"(?:cần\s+phải|cần(?!\s+(?:thiết|cù|kiệm|Thơ|Giờ|Giuộc|Đước))|phải(?!\s+(?:chăng|không))|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|có\s+nhiệm\s+vụ)"
# Where a task begins: at a word of duty or a verb.
TASK_FIRST = re.compile(rf"(?:{MODAL}|{any_of((*TASK_VERBS, *_MORE))})(?!\w)", re.IGNORECASE)


def goes_on(text: str, at: int, end: int) -> bool:
    """Whether a sentence that begins at `at` can only go on with a task: Cắm biển cảnh báo, Kịp thời phát hiện."""
    found = TASK_FIRST.match(text, at, end)
    return found is not None and " ".join(found[0].lower().split()) not in _NOT_ALONE


def task_within(text: str, start: int, end: int, words: int) -> int | None:
    """Where the first task begins within so many words from `start`, that at `start` not counted."""
    at = start
    for _ in range(words):
        space = text.find(" ", at, end)
        if space < 0 or not _ONLY_WORDS.fullmatch(text, at, space):
            return None
        at = space + 1
        if TASK_FIRST.match(text, at, end):
            return at
    return None
