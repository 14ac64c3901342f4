package dev.mcpsentry.smoke.app.tools;

import jakarta.servlet.http.HttpServlet;
import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** One servlet on loopback. */
public final class TomcatHost {

  private TomcatHost() {}

  /** Serves everything with the servlet; returns the port. */
  public static int start(HttpServlet servlet, int port) throws LifecycleException {
    return start(servlet, "/*", port);
  }

  /** Serves a pattern of paths with the servlet; returns the port. */
  public static int start(HttpServlet servlet, String pattern, int port) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context =
        tomcat.addContext("", new File(System.getProperty("java.io.tmpdir")).getPath());
    Wrapper wrapper = Tomcat.addServlet(context, "mcp", servlet);
    wrapper.setAsyncSupported(true);
    wrapper.setLoadOnStartup(1);
    context.addServletMappingDecoded(pattern, "mcp");
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }
}
