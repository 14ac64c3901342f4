package dev.mcpsentry.smoke.app.tools;

import jakarta.servlet.http.HttpServlet;
import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11Nio2Protocol;

/** One servlet on loopback. */
public final class TomcatHost {

  private TomcatHost() {}

  /** Serves everything with the servlet; returns the port. */
  public static int start(HttpServlet servlet, int port) throws LifecycleException {
    return start(servlet, "/*", port);
  }

  /** Serves a pattern of paths with the servlet; returns the port. */
  public static int start(HttpServlet servlet, String pattern, int port) throws LifecycleException {
    Tomcat tomcat = create(port);
    Context context =
        tomcat.addContext("", new File(System.getProperty("java.io.tmpdir")).getPath());
    Wrapper wrapper = Tomcat.addServlet(context, "mcp", servlet);
    wrapper.setAsyncSupported(true);
    wrapper.setLoadOnStartup(1);
    context.addServletMappingDecoded(pattern, "mcp");
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  /** A container without an application, not started yet. */
  static Tomcat create(int port) {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setHostname("127.0.0.1");
    // else the engine starts without one
    tomcat.getHost();
    tomcat.setConnector(connector(port));
    return tomcat;
  }

  /**
   * NIO2, because the SDK (seen in 1.1.5 and 2.1.0) interrupts its threads while they answer a
   * failing tool, and an interrupted write closes the stream of Tomcat's default connector.
   */
  private static Connector connector(int port) {
    Connector connector = new Connector(Http11Nio2Protocol.class.getName());
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    // with JDK 21 and later
    connector.setProperty("useVirtualThreads", System.getProperty("demo.virtual-threads", "false"));
    return connector;
  }
}
