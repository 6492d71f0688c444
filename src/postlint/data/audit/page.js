// Filters the table of findings. The page is whole without it.
"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const rows = [...document.querySelectorAll(".findings tbody tr")];
  const matches = document.getElementById("matches");
  const field = (id) => document.getElementById(id);
  const selects = [field("by-clause"), field("by-account"), field("by-month")];
  const levels = [...form.querySelectorAll("input[name=level]")];
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, fold(row.textContent));
    return texts.get(row);
  };

  const conditions = (words) => {
    const said = levels.every((box) => box.checked)
      ? []
      : [levels.filter((box) => box.checked).map((box) => box.parentNode.textContent.trim()).join("・") || "重さの選択なし"];
    for (const select of selects) if (select.value) said.push(select.selectedOptions[0].textContent);
    if (words.length) said.push("「" + field("by-text").value.trim() + "」を含む");
    return said.join("、");
  };

  const apply = () => {
    const wanted = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const [clause, account, month] = selects.map((select) => select.value);
    const words = fold(field("by-text").value).split(/\s+/).filter(Boolean);
    let number = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits = wanted.has(data.level) && (!clause || data.clauses.includes(" " + clause + " "))
        && (!account || data.account === account) && (!month || data.month === month)
        && words.every((word) => textOf(row).includes(word));
      row.hidden = !fits;
      number += fits;
    }
    const said = conditions(words);
    const all = rows.length.toLocaleString("ja-JP");
    if (!said) matches.textContent = all + "件を表示しています。";
    else if (number) matches.textContent = all + "件のうち" + number.toLocaleString("ja-JP") + "件を表示しています（" + said + "）。";
    else matches.textContent = "条件に合う指摘はありません（" + said + "）。";
  };

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  };
  form.addEventListener("input", soon);
  form.addEventListener("reset", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply(); // browsers keep what was chosen before a reload
})();
