// Search runs in a worker, and browsers start none for pages that are opened from a folder. There, a hidden frame
// does the same work, in turns with the page.
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(url) {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inside = frame.contentWindow;
      inside.postMessage = (data) => setTimeout(() => this.onmessage?.({ data }));
      const script = inside.document.createElement("script");
      script.src = url;
      this.started = new Promise((started, failed) => {
        script.onload = started;
        script.onerror = failed;
      });
      this.started.catch((event) => this.onerror?.(event));
      inside.document.body.append(script);
      this.frame = frame;
    }
    postMessage(data) {
      this.started.then(() => this.frame.contentWindow?.onmessage?.({ data }));
    }
    terminate() {
      this.frame.remove();
    }
  };
}
