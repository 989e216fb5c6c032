package io.rtmkit.uniapp;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONArray;
import com.alibaba.fastjson.JSONObject;
import com.taobao.weex.bridge.JSCallback;
import io.dcloud.feature.uniapp.annotation.UniJSMethod;
import io.dcloud.feature.uniapp.bridge.UniJSCallback;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/**
 * The host's rules for calling a module: methods are found by name among the annotated public ones,
 * arguments are matched by position and type, missing ones are null and extra ones dropped.
 */
final class Dispatch {
  private final Object module;
  private final Page.Functions functions;
  private final Map<String, Method> methods = new HashMap<>();

  Dispatch(Object module, Page.Functions functions) {
    this.module = module;
    this.functions = functions;
    for (Method each : module.getClass().getMethods()) {
      if (each.isAnnotationPresent(UniJSMethod.class)) {
        methods.put(each.getName(), each);
      }
    }
  }

  /** Calls a method with the JSON of its arguments. */
  Object call(String name, JSONArray arguments) throws Throwable {
    Method method = methods.get(name);
    if (method == null) {
      throw new NoSuchMethodException(name);
    }
    if (method.getAnnotation(UniJSMethod.class).uiThread()) {
      throw new IllegalStateException(name + " runs on the main thread: the order would be lost");
    }
    Class<?>[] types = method.getParameterTypes();
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length && i < arguments.size(); i++) {
      values[i] = convert(types[i], arguments.get(i));
    }
    try {
      return method.invoke(module, values);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object convert(Class<?> type, Object value) {
    if (type == UniJSCallback.class || type == JSCallback.class) {
      if (value instanceof String id) {
        return functions.find(id);
      }
      throw new IllegalArgumentException("Parameter type not match.");
    }
    if (type == JSONObject.class) {
      return toObject(value);
    }
    if (value == null || type.isInstance(value)) {
      return value;
    }
    if (type == String.class) {
      return JSON.toJSONString(value);
    }
    throw new IllegalArgumentException("this host does not convert to " + type);
  }

  private static Object toObject(Object value) {
    if (value instanceof String text) {
      return JSON.parseObject(text);
    }
    return value instanceof JSONObject ? value : null;
  }
}
