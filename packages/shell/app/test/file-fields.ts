/** As much of a browser as its file fields need. */
export interface FileFields {
  globals: Record<string, unknown>;
  /** What has opened for a field: the camera alone, or the system's choice of files. */
  opened: ('camera' | 'files')[];
  /** Somebody taps a field with these attributes. */
  tap(attributes: Record<string, string>): void;
}

type Listener = (event: object) => void;

export function fileFields(): FileFields {
  const listeners: Listener[] = [];
  const opened: FileFields['opened'] = [];

  class HTMLElement {
    attributes: Record<string, string> = {};
    hasAttribute = (name: string) => name in this.attributes;
    removeAttribute(name: string) {
      delete this.attributes[name];
    }
    click() {
      let prevented = false;
      const event = {
        composedPath: () => [this],
        preventDefault() {
          prevented = true;
        },
        stopImmediatePropagation() {},
      };
      for (const listener of listeners) listener(event);
      if (!prevented) opened.push(this.hasAttribute('capture') ? 'camera' : 'files');
    }
  }

  class HTMLInputElement extends HTMLElement {
    get type() {
      return this.attributes.type ?? 'text';
    }
    get accept() {
      return this.attributes.accept ?? '';
    }
  }

  return {
    globals: {
      HTMLElement,
      HTMLInputElement,
      addEventListener: (_: string, listener: Listener) => void listeners.push(listener),
    },
    opened,
    tap(attributes) {
      const field = new HTMLInputElement();
      field.attributes = { ...attributes };
      // A finger, not the page: whatever the page has made of click() is not called.
      HTMLElement.prototype.click.call(field);
    },
  };
}
