/**
 * WebKit's own API as a small server, run by GJS (Debian's `gjs`), whose modules are no imports: views of WebKitGTK, told what to do by lines of
 * JSON on a socket. It registers the script message handler that react-native-webview registers on iOS.
 */
const { imports, ARGV } = globalThis;
imports.gi.versions.Gtk = '3.0';
imports.gi.versions.WebKit2 = '4.1';
const { Gio, GLib, Gtk, WebKit2: WebKit } = imports.gi;

const HANDLER = 'ReactNativeWebView';
const [port] = ARGV;

Gtk.init(null);
const loop = new GLib.MainLoop(null, false);
const connection = new Gio.SocketClient().connect_to_host('127.0.0.1', Number(port), null);
const input = new Gio.DataInputStream({ base_stream: connection.get_input_stream() });
const output = connection.get_output_stream();
const say = (line) => output.write_all(new TextEncoder().encode(`${JSON.stringify(line)}\n`), null);

/** @type {Map<string, { view: WebKit.WebView, window: Gtk.Window }>} */
const pages = new Map();

const actions = {
  open({ page, start }, done) {
    const content = new WebKit.UserContentManager();
    const { TOP_FRAME } = WebKit.UserContentInjectedFrames;
    const { START } = WebKit.UserScriptInjectionTime;
    for (const source of start)
      content.add_script(WebKit.UserScript.new(source, TOP_FRAME, START, null, null));
    content.connect(`script-message-received::${HANDLER}`, (_, result) => {
      const value = result.get_js_value();
      say({ page, post: value.is_string() ? value.to_string() : JSON.parse(value.to_json(0) ?? 'null') });
    });
    content.register_script_message_handler(HANDLER);
    const view = new WebKit.WebView({
      user_content_manager: content,
      web_context: WebKit.WebContext.new_ephemeral(),
    });
    view.connect('load-changed', (_, event) => {
      if (event === WebKit.LoadEvent.FINISHED) say({ page, loaded: view.get_uri() });
    });
    const window = new Gtk.Window({ default_width: 400, default_height: 800 });
    window.add(view);
    window.show_all();
    pages.set(page, { view, window });
    done(null);
  },
  goto({ page, url }, done) {
    pages.get(page).view.load_uri(url);
    done(null);
  },
  run({ page, script }, done) {
    const { view } = pages.get(page);
    view.evaluate_javascript(script, -1, null, null, null, (_, result) =>
      done(null, () => view.evaluate_javascript_finish(result)),
    );
  },
  evaluate({ page, expression }, done) {
    const { view } = pages.get(page);
    const body = `return JSON.stringify(await (${expression}))`;
    view.call_async_javascript_function(body, -1, null, null, null, null, (_, result) => {
      let text = null;
      done(
        () => text,
        () => {
          const value = view.call_async_javascript_function_finish(result);
          text = value.is_string() ? value.to_string() : null;
        },
      );
    });
  },
  close({ page }, done) {
    pages.get(page)?.window.destroy();
    pages.delete(page);
    done(null);
  },
};

function act({ id, action, ...options }) {
  /** Answers once; `finish` may throw what went wrong in the page. */
  const done = (value, finish) => {
    try {
      finish?.();
      say({ id, value: typeof value === 'function' ? value() : value });
    } catch (error) {
      say({ id, error: String(error.message ?? error) });
    }
  };
  try {
    actions[action](options, done);
  } catch (error) {
    say({ id, error: String(error.message ?? error) });
  }
}

function listen() {
  input.read_line_async(GLib.PRIORITY_DEFAULT, null, (_, result) => {
    const [line] = input.read_line_finish_utf8(result);
    // The test is gone.
    if (line === null) return loop.quit();
    act(JSON.parse(line));
    listen();
  });
}

listen();
loop.run();
