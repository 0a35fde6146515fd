// What is selected in a text goes along to the form of a note, in this tab alone and not in its address, which others
// may log. Without this script the passage is copied by hand.
const KEY = "note-passage", LONGEST = 5000
let held = ""

function selected() {
  const selection = getSelection(), place = selection.anchorNode?.parentElement?.closest(".record-text")
  return place ? selection.toString().trim().slice(0, LONGEST) : ""
}

// A press takes the selection away before it is a click.
document.addEventListener("pointerdown", event => { held = event.target.closest("[data-note]") ? selected() : "" }, true)
document.addEventListener("click", event => {
  if (!event.target.closest("[data-note]")) return
  const words = held || selected()
  if (words) sessionStorage.setItem(KEY, words)
  else sessionStorage.removeItem(KEY)
})

const field = document.querySelector("[data-passage]"), passage = sessionStorage.getItem(KEY)
if (field && passage) {
  sessionStorage.removeItem(KEY)
  if (!field.value) field.value = passage
  document.querySelector("[name=text]")?.focus()
}
