package io.dcloud.feature.uniapp.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Signature of the host's annotation: JavaScript may call this method. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface UniJSMethod {
  String NOT_SET = "_";

  /** Whether to call it on the main thread; otherwise on the thread of the JavaScript bridge. */
  boolean uiThread() default true;

  /** Another name for JavaScript. */
  String alias() default NOT_SET;
}
