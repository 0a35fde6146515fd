// Inserting a fact into the text of an article: the chosen words get its mark, or the fact's own words are put there.
const texts = [...document.querySelectorAll("textarea[name=lead], textarea[name=body]")]
let last = texts.at(-1)

for (const text of texts) text.addEventListener("focus", () => { last = text })

document.addEventListener("click", event => {
  const button = event.target.closest("button[data-code]")
  if (!button || !last) return
  const chosen = last.value.slice(last.selectionStart, last.selectionEnd)
  last.setRangeText(`[${chosen || button.dataset.words}]{${button.dataset.code}}`, last.selectionStart, last.selectionEnd, "end")
  last.focus()
})
