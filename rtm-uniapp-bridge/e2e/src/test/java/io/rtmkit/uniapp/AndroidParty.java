package io.rtmkit.uniapp;

import com.alibaba.fastjson.JSONObject;

/** A user of the Android module, through the JavaScript of a page. */
final class AndroidParty extends ModuleParty {
  private final Phone phone = new Phone();
  private final Page page;

  AndroidParty(TestServer server, String name) {
    super(name);
    page = phone.openPage(server, name);
  }

  @Override
  JSONObject call(String function, JSONObject options) {
    return (JSONObject)
        page.run("return call('%s', %s)".formatted(function, options.toJSONString()));
  }

  @Override
  JSONObject event(String event, String key, String value) {
    return (JSONObject)
        page.run("return next('%s', (e) => e.%s === '%s')".formatted(event, key, value));
  }

  @Override
  public void close() {
    page.run("await call('logout'); await call('release')");
    page.close();
    phone.close();
  }
}
