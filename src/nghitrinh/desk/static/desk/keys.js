// Security keys (WebAuthn): asks the browser for what the form's question wants, and sends its answer with the form.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), each => each.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
const listed = found => (found ?? []).map(each => ({ ...each, id: bytes(each.id) }))

const create = async question => {
  const made = await navigator.credentials.create({ publicKey: {
    ...question, challenge: bytes(question.challenge), user: { ...question.user, id: bytes(question.user.id) },
    excludeCredentials: listed(question.excludeCredentials),
  } })
  return [made, { attestationObject: text(made.response.attestationObject) }]
}
const get = async question => {
  const found = await navigator.credentials.get({ publicKey: {
    ...question, challenge: bytes(question.challenge), allowCredentials: listed(question.allowCredentials),
  } })
  const handle = found.response.userHandle
  return [found, {
    authenticatorData: text(found.response.authenticatorData), signature: text(found.response.signature),
    ...(handle ? { userHandle: text(handle) } : {}),
  }]
}

for (const form of document.querySelectorAll("[data-key]")) {
  form.addEventListener("submit", async event => {
    if (form.elements.key.value) return
    event.preventDefault()
    const failed = form.querySelector("[data-key-failed]")
    failed.hidden = true
    try {
      const [key, answer] = await (form.dataset.key === "create" ? create : get)(JSON.parse(form.dataset.question))
      form.elements.key.value = JSON.stringify({
        id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: key.getClientExtensionResults(),
        response: { clientDataJSON: text(key.response.clientDataJSON), ...answer },
      })
      form.requestSubmit()
    } catch {
      failed.hidden = false
    }
  })
}
