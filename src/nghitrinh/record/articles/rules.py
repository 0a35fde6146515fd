"""What may happen to an article, and by whom."""

from nghitrinh.record.articles.models import Article, ArticleState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)
LIVE_STATES = (ArticleState.DRAFT, ArticleState.SUBMITTED, ArticleState.RELEASED)

ARTICLE = table(
    "article",
    Article,
    ("article.draft", (NEW,), ArticleState.DRAFT, S),
    ("article.revise", (ArticleState.DRAFT,), "", S),
    ("article.submit", (ArticleState.DRAFT,), ArticleState.SUBMITTED, S),
    ("article.send_back", (ArticleState.SUBMITTED,), ArticleState.DRAFT, LEADS),
    ("article.drop", (ArticleState.DRAFT,), ArticleState.DROPPED, S),
    ("article.release", (ArticleState.SUBMITTED, ArticleState.RELEASED), ArticleState.RELEASED, S),
    ("article.correct", (ArticleState.RELEASED,), "", S),
    ("article.confirm", LIVE_STATES, "", S),
    ("article.withdraw", (ArticleState.RELEASED,), ArticleState.WITHDRAWN, S),
)
