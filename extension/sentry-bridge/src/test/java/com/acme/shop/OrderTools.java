package com.acme.shop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** An application's code, for stack traces. */
public final class OrderTools {

  private OrderTools() {}

  /** Something an application may be asked to do. */
  public interface Tool {
    /** Does it. */
    Object call(String argument) throws Exception;
  }

  /** Fails by reflection, behind a proxy of the JDK, in a lambda. */
  public static Throwable failureOfATool() {
    Supplier<Object> tool = () -> find(null);
    Tool proxy =
        (Tool)
            Proxy.newProxyInstance(
                OrderTools.class.getClassLoader(),
                new Class<?>[] {Tool.class},
                (self, method, arguments) -> Supplier.class.getMethod("get").invoke(tool));
    try {
      return new AssertionError(proxy.call("7"));
    } catch (Exception wrapped) {
      Throwable thrown = wrapped;
      while (thrown.getCause() instanceof InvocationTargetException reflected) {
        thrown = reflected;
      }
      return thrown.getCause();
    }
  }

  private static Object find(String order) {
    return java.util.Objects.requireNonNull(order, "order");
  }
}
