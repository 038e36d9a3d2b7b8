(function () {
  "use strict";
  var root = document.documentElement;

  function light(mark) {
    document.querySelectorAll(".lit").forEach(function (each) { each.classList.remove("lit"); });
    var finding = document.getElementById("f" + mark);
    document.querySelectorAll('mark[data-finding="' + mark + '"]').forEach(function (each) { each.classList.add("lit"); });
    finding.classList.add("lit");
    return finding;
  }

  function showMark(mark) {
    light(mark).scrollIntoView({ block: "nearest" });
    var found = document.getElementById("m" + mark);
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
  }

  function showFinding(mark) {
    var finding = light(mark);
    finding.scrollIntoView({ block: "nearest" });
    finding.querySelector("a").focus({ preventScroll: true });
  }

  document.addEventListener("click", function (event) {
    var target = event.target;
    if (String(getSelection()) !== "" || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var number = target.closest("a.number"), finding = target.closest(".finding:not(.outside)"), mark = target.closest("mark");
    if (number) {
      event.preventDefault();
      showFinding(number.getAttribute("href").slice(2));
    } else if (finding && !target.closest("dd a")) {
      event.preventDefault();
      showMark(finding.id.slice(1));
    } else if (mark) {
      showFinding(mark.dataset.finding);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.tagName === "MARK") { showFinding(event.target.dataset.finding); }
  });

  var filter = document.getElementById("filter");
  filter.hidden = false;
  filter.addEventListener("change", function (event) {
    root.classList.toggle("hide-" + event.target.value, !event.target.checked);
  });

  var folded = [];
  addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (each) { each.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (each) { each.open = false; }); });
})();
