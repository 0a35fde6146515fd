// A meeting under way, or a vote at one: clocks go on, and what changes comes by itself. Without this script the page stands as it was
// loaded, with its link for loading it again.
const root = document.querySelector("[data-follow]"), own = root?.dataset.own ?? ""
let ahead = root ? Number(root.dataset.now) - Date.now() / 1000 : 0
let told  // what the last word said of one's own buttons: as long as it says the same they stand as they are
const two = number => String(number).padStart(2, "0")

function words(seconds) {
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

function tick() {
  for (const each of document.querySelectorAll("[data-clock]"))
    each.textContent = words(Math.max(0, Math.floor(Date.now() / 1000 + ahead - Number(each.dataset.clock))))
}

// A part is put in the place of the old one, unless somebody is at it; the button that had the focus has it again.
function put(parts, names) {
  for (const part of parts.querySelectorAll("[data-fresh]")) {
    const old = document.getElementById(part.id), at = old?.contains(document.activeElement) && document.activeElement
    if (!old || (names && !names.includes(part.id)) || old.querySelector("details[open]")) continue
    const action = at && (at.getAttribute("formaction") ?? at.closest("form")?.getAttribute("action"))
    old.replaceWith(part)
    const to = action && CSS.escape(action)
    if (to) part.querySelector(`form[action="${to}"] button, button[formaction="${to}"]`)?.focus()
  }
  tick()
}

async function load(names) {
  const answer = await fetch(location.href)
  if (answer.ok && !answer.redirected) put(new DOMParser().parseFromString(await answer.text(), "text/html"), names)
}

function follow() {
  const source = new EventSource(root.dataset.follow)
  source.addEventListener("message", event => {
    const said = JSON.parse(event.data)
    if (said.over) return location.reload()
    ahead = said.now - Date.now() / 1000
    if (own === "all") return load()
    put(new DOMParser().parseFromString(said.parts, "text/html"))
    const mine = JSON.stringify(said.own)
    if (own && (mine === undefined || mine !== told)) setTimeout(load, Math.random() * 200, own.split(" "))
    told = mine
  })
}

// What is half typed in one form of the page is there again after another form was sent.
const KEPT = `typed ${location.pathname}`
const typed = () => [...document.querySelectorAll("main form input[type=text], main form textarea")].filter(each => each.form.action)
const nameOf = field => `${field.form.getAttribute("action")} ${field.name}`

function keep(sent) {
  const others = typed().filter(each => each.form !== sent && each.value)
  sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(others.map(each => [nameOf(each), each.value]))))
}

function give() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}")
  for (const each of typed()) if (!each.value && kept[nameOf(each)]) each.value = kept[nameOf(each)]
  sessionStorage.removeItem(KEPT)
}

give()
document.addEventListener("submit", event => keep(event.target))
tick()
setInterval(tick, 1000)
if (root) follow()
