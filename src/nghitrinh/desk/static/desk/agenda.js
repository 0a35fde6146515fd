// Dragging an item of an agenda. It ends in the form of its up and down buttons, with the place where it was let go.
let held = null, next = null

const letGo = () => { held?.classList.remove("dragging"); held = null }
const putBack = () => { held?.parentElement.insertBefore(held, next); letGo() }

function send(item) {
  const form = item.querySelector("form.press"), place = document.createElement("input")
  place.type = "hidden"
  place.name = "position"
  place.value = [...item.parentElement.children].indexOf(item) + 1
  form.append(place)
  form.requestSubmit()
}

document.addEventListener("pointerdown", event => {
  const item = event.button === 0 && event.target.closest(".agenda .grip")?.closest("li")
  if (!item) return
  event.preventDefault()
  held = item
  next = item.nextElementSibling
  item.classList.add("dragging")
})
document.addEventListener("pointermove", event => {
  const over = held && document.elementFromPoint(event.clientX, event.clientY)?.closest(".agenda > li")
  if (!over || over === held) return
  const { top, height } = over.getBoundingClientRect()
  event.clientY < top + height / 2 ? over.before(held) : over.after(held)
})
document.addEventListener("pointerup", () => {
  if (held && held.nextElementSibling !== next) send(held)
  letGo()
})
document.addEventListener("pointercancel", putBack)
document.addEventListener("keydown", event => { if (event.key === "Escape") putBack() })
