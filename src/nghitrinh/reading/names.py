"""Closed tables of who can be charged: kinds of bodies and posts, fields of offices, words that only qualify them."""

# What an office works at stands in its name, and many of these words are verbs elsewhere: Sở Kế hoạch và Đầu tư.
FIELDS = (
    "tài nguyên và môi trường", "tài nguyên - môi trường", "tài nguyên môi trường", "tài nguyên nước", "môi trường",
    "kế hoạch và đầu tư", "kế hoạch - đầu tư", "kế hoạch đầu tư", "kế hoạch - tài chính", "tài chính - kế hoạch", "tài chính",
    "lao động, thương binh và xã hội", "lao động thương binh và xã hội", "lao động - thương binh và xã hội",
    "lao động - thương binh - xã hội", "lao động thương binh xã hội", "lao động - thương binh & xã hội", "lao động",
    "nông nghiệp và phát triển nông thôn", "nông nghiệp - phát triển nông thôn", "nông nghiệp phát triển nông thôn",
    "nông nghiệp và môi trường", "nông nghiệp", "giao thông vận tải", "giao thông công chính", "giao thông - vận tải", "giao thông",
    "xây dựng", "công thương", "công nghiệp", "thương mại", "văn hóa, thể thao và du lịch", "văn hóa thể thao và du lịch",
    "văn hóa, thể thao du lịch", "văn hóa - thể thao và du lịch", "văn hóa và thể thao", "văn hóa - thể thao", "văn hóa thể thao",
    "văn hóa - xã hội", "văn hóa xã hội", "văn hóa và thông tin", "văn hóa thông tin", "văn hóa", "thể thao", "du lịch",
    "thông tin và truyền thông", "thông tin - truyền thông", "thông tin truyền thông", "thông tin",
    "giáo dục và đào tạo", "giáo dục - đào tạo", "giáo dục đào tạo", "giáo dục", "khoa học và công nghệ",
    "khoa học - công nghệ", "khoa học công nghệ", "y tế", "tư pháp", "nội vụ", "ngoại vụ", "ngoại giao",
    "quy hoạch - kiến trúc", "quy hoạch và kiến trúc", "quy hoạch kiến trúc", "dân tộc và tôn giáo", "dân tộc", "tôn giáo",
    "quốc phòng", "công an", "quản lý đô thị", "kinh tế và hạ tầng", "kinh tế hạ tầng", "kinh tế - hạ tầng", "kinh tế - ngân sách",
    "kinh tế ngân sách", "kinh tế", "kinh tế tổng hợp", "pháp chế", "đô thị", "hạ tầng", "hạ tầng đô thị", "tổ chức cán bộ", "tổ chức - nội vụ",
    "tổ chức", "tuyên giáo", "tuyên giáo và dân vận", "dân vận", "nội chính", "kiểm tra", "kiểm tra liên ngành", "quản lý dự án", "quản lý các dự án",
    "quản lý dự án đầu tư xây dựng", "quản lý khu công nghiệp", "quản lý các khu công nghiệp", "quản lý khu kinh tế", "quản lý thị trường",
    "quản lý đường bộ", "quản lý đường sắt", "quản lý đê điều", "quản lý đất đai", "quản lý xuất nhập cảnh", "quản lý nhà nước", "quản lý",
    "quản lý rừng phòng hộ", "quản lý rừng đặc dụng", "an toàn giao thông", "an toàn thực phẩm", "phòng chống thiên tai",
    "phòng, chống thiên tai", "phòng chống dịch", "phòng, chống dịch", "phòng, chống tham nhũng", "phòng chống tham nhũng",
    "phòng chống lụt bão", "phòng, chống lụt bão", "tìm kiếm cứu nạn", "cứu hộ cứu nạn", "cứu nạn cứu hộ", "cứu hộ, cứu nạn", "phòng cháy chữa cháy", "phòng cháy, chữa cháy", "cảnh sát giao thông",
    "cảnh sát", "cảnh sát phòng cháy chữa cháy", "cảnh sát môi trường", "cảnh sát hình sự", "kiểm lâm", "kiểm ngư", "thú y", "chăn nuôi và thú y", "chăn nuôi",
    "trồng trọt và bảo vệ thực vật", "bảo vệ thực vật", "thủy lợi", "thủy sản", "lâm nghiệp", "hải quan", "thuế", "thống kê",
    "đăng kiểm", "hàng không", "hàng hải", "đường sắt", "đường bộ", "đường thủy nội địa", "thi hành án dân sự", "thi hành án",
    "đầu tư phát triển", "phát triển quỹ đất", "giải phóng mặt bằng", "bồi thường giải phóng mặt bằng", "bồi thường, giải phóng mặt bằng",
    "chỉ đạo", "chỉ huy", "chỉ huy quân sự", "quân sự", "điều hành", "cán sự đảng", "thi đua - khen thưởng", "thi đua khen thưởng", "bộ đội biên phòng",
    "biên phòng", "tiếp công dân", "thanh tra", "thanh tra giao thông", "thanh tra xây dựng", "chấp hành", "thường vụ", "thường trực", "giám sát", "đại diện", "bầu cử", "đảng",
    "kiểm toán", "kiểm toán nhà nước", "đầu tư", "xã hội", "y tế dự phòng", "kiểm soát bệnh tật", "dự phòng", "khí tượng thủy văn", "dự báo", "bảo tồn", "bảo hiểm xã hội",
    "phụ nữ", "liên hiệp phụ nữ", "nông dân", "cựu chiến binh", "thanh niên", "chữ thập đỏ", "người cao tuổi", "luật gia", "tổng hợp", "chuyên môn", "dân cư", "dân phố", "tự quản", "công tác",
    "phản ứng nhanh", "cấp nước", "thoát nước", "cấp thoát nước", "điện lực", "vệ sinh môi trường", "công trình công cộng", "công ích", "chống ngập", "điều hành chống ngập",
    "xúc tiến thương mại", "xúc tiến đầu tư", "hỗ trợ", "dịch vụ công", "hành chính công", "phục vụ hành chính công", "kiểm định", "thẩm định", "xét duyệt",
    "nhân dân", "tối cao", "nhà nước", "chính phủ", "quốc hội", "hội đồng nhân dân", "ủy ban nhân dân", "mặt trận tổ quốc", "đoàn thanh niên", "lưu trữ", "quản lý vốn nhà nước tại doanh nghiệp", "quản lý vốn nhà nước", "tổ chức lễ hội", "tổ chức", "địa chính", "địa chính - xây dựng", "văn phòng - thống kê", "tư pháp - hộ tịch", "kinh tế - kế hoạch", "điều hành khu phố", "cấp nước sạch",
)  # fmt: skip

# Words in small letters that only say which bodies are meant: các cơ quan chức năng liên quan, chính quyền địa phương.
QUALIFIERS = (
    "liên quan", "có liên quan", "chức năng", "địa phương", "trực thuộc", "trung ương", "nhà nước", "chuyên môn", "chuyên ngành", "các cấp", "cấp trên", "cấp dưới", "cấp xã",
    "cấp huyện", "cấp tỉnh", "cấp cơ sở", "cơ sở", "tỉnh", "thành phố", "huyện", "quận", "xã", "phường", "thị trấn", "thị xã", "đặc khu", "phía", "khối", "thôn", "bản", "ấp", "khu phố", "TP", "tp", "thành", "thị",
    "này", "đó", "trên", "nêu trên", "nói trên", "còn lại", "khác", "chủ quản", "chủ trì", "phụ trách", "phối hợp", "thường trực", "vũ trang", "đoàn thể", "hữu quan", "tham mưu",
    "ban", "ngành", "ban ngành", "sở", "sở ngành", "phòng", "phòng ban", "bộ", "bộ ngành", "đơn vị", "tổ chức", "cá nhân", "cơ quan", "doanh nghiệp", "chủ đầu tư", "nhà thầu", "nhà đầu tư", "thành viên",
    "cán bộ", "công chức", "viên chức", "đảng viên", "lực lượng", "chính quyền", "cấp ủy", "ủy", "đảng bộ", "chi bộ", "hệ thống chính trị", "chính trị", "chính trị - xã hội", "chính trị xã hội", "xã hội", "đầu mối",
    "có thẩm quyền", "thẩm quyền", "kinh tế", "chủ rừng", "quản lý rừng", "tư vấn", "thi công", "vận hành", "khai thác", "cung cấp", "sự nghiệp", "sự nghiệp công lập", "công lập", "ngoài công lập", "tư thục", "kinh doanh", "sản xuất",
    "đứng đầu", "cơ quan chuyên môn", "tham gia", "được giao", "được phân công", "trong tỉnh", "trên địa bàn", "trên địa bàn tỉnh", "trên địa bàn thành phố", "trên địa bàn huyện", "tại địa phương", "ven biển", "miền núi", "đồng bằng", "biên giới", "trọng điểm", "nội thành", "ngoại thành",
    "nhân dân", "quân đội", "công an", "quân sự", "biên phòng", "y tế", "giáo dục", "ngân hàng", "thương mại", "tín dụng", "truyền thông", "báo chí", "thông tấn", "dân cử", "dân phố", "dân cư",
    "trường học", "bệnh viện", "mầm non", "tiểu học", "đại học", "phổ thông", "đảng", "chỉ huy", "lãnh đạo", "đại biểu", "quốc hội", "hội đồng", "thủ trưởng", "chủ tịch", "bí thư", "giám đốc", "trưởng", "phó",
    "đường bộ", "đường sắt", "hàng không", "kiểm lâm", "thuế", "hải quan", "quản lý thị trường", "môi trường", "nông nghiệp", "công nghiệp", "xây dựng", "giao thông", "chủ chốt", "trẻ", "dân quân", "bảo vệ rừng", "tài chính", "ngang bộ", "thuộc chính phủ", "thuộc tỉnh", "thuộc thành phố", "thuộc huyện",
)  # fmt: skip

# Who stands at the head of the noun phrase; CHARGED of tables.py has the kinds of bodies, these are more of them.
PEOPLE = (
    "chủ đầu tư", "các chủ đầu tư", "nhà đầu tư", "nhà thầu", "chủ rừng", "chủ hồ", "chủ phương tiện", "chủ cơ sở", "hộ dân", "hộ gia đình", "hộ kinh doanh", "cơ quan", "đơn vị", "địa phương", "địa bàn",
    "người đứng đầu", "thủ trưởng", "lãnh đạo", "chủ tịch", "phó chủ tịch", "bí thư", "giám đốc", "trưởng ban", "trưởng phòng", "trưởng đoàn", "hiệu trưởng", "bộ trưởng", "thống đốc", "tổng giám đốc", "viện trưởng", "chánh án", "chánh văn phòng", "chánh thanh tra",
    "thành viên", "đại biểu", "cán bộ", "công chức", "viên chức", "đảng viên", "giáo viên", "bác sĩ", "lực lượng", "chính quyền", "cấp ủy", "cấp", "ngành", "sở", "ban", "phòng", "bộ", "hội", "đoàn thể", "tổ chức", "doanh nghiệp",
    "công ty", "tập đoàn", "tổng công ty", "ngân hàng", "bệnh viện", "trường", "nhà trường", "trường học", "xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "thôn", "khu phố", "tổ dân phố", "tổ", "đội",
    "công an", "quân đội", "cảnh sát giao thông", "cảnh sát", "kiểm lâm", "thanh tra", "kho bạc", "hải quan", "chi cục", "cục", "tổng cục", "vụ", "văn phòng", "trung tâm", "viện", "hội đồng", "ủy ban", "tòa án", "viện kiểm sát",
    "chi nhánh", "hợp tác xã", "liên đoàn", "hiệp hội", "mặt trận", "báo", "đài", "cơ quan báo chí", "hạt kiểm lâm", "ban quản lý", "ban chỉ đạo", "ban chỉ huy", "ban giám đốc", "ban giám hiệu", "quân khu", "sư đoàn", "bộ đội", "đồn biên phòng",
)  # fmt: skip
