const list = document.querySelector("#notes");
const form = document.querySelector("#new-note");
const message = document.querySelector("#message");

async function ask(method, path, body) {
  const reply = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const told = reply.status === 204 ? {} : await reply.json();
  if (!reply.ok) throw new Error(told.error);
  return told;
}

function row(note) {
  const item = document.createElement("li");
  const text = document.createElement("span");
  text.textContent = note.text;
  const remove = document.createElement("button");
  remove.textContent = "Delete";
  remove.addEventListener("click", () => change("DELETE", `/api/notes/${note.id}`));
  item.append(text, remove);
  return item;
}

async function show() {
  const { notes } = await ask("GET", "/api/notes");
  list.replaceChildren(...notes.map(row));
}

async function change(method, path, body) {
  try {
    await ask(method, path, body);
    message.textContent = "";
    await show();
  } catch (problem) {
    message.textContent = `That did not work: ${problem.message}`;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await change("POST", "/api/notes", { text: form.text.value });
  if (!message.textContent) form.reset();
});

show().catch((problem) => { message.textContent = problem.message; });
