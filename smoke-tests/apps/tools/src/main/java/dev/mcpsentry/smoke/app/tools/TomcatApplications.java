package dev.mcpsentry.smoke.app.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.ThreadLocalLeakPreventionListener;
import org.apache.catalina.startup.Tomcat;

/**
 * A container of web applications that bring their own libraries. Takes orders on stdin and says on
 * stdout what came of each: {@code deploy <path> <folder> <listener class>}, {@code undeploy
 * <path>}.
 */
public final class TomcatApplications {

  private static final int COLLECTIONS = 100;
  private static final long PAUSE_MILLIS = 50;

  private final Host host;

  private TomcatApplications(Host host) {
    this.host = host;
  }

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = TomcatHost.create(0);
    // as in every Tomcat's own server.xml
    tomcat.getServer().addLifecycleListener(new ThreadLocalLeakPreventionListener());
    tomcat.start();
    Ready.announce(tomcat.getConnector().getLocalPort());
    new TomcatApplications(tomcat.getHost()).takeOrders();
    System.exit(0);
  }

  private void takeOrders() throws IOException, LifecycleException, InterruptedException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] order = line.split(" ");
      System.out.println(
          order[0].equals("deploy")
              ? deploy(order[1], order[2], order[3])
              : "undeployed " + order[1] + ", " + (isGone(undeploy(order[1])) ? "gone" : "held"));
    }
  }

  private String deploy(String path, String folder, String listener) {
    StandardContext context = new StandardContext();
    context.setPath(path);
    context.setName(path);
    context.setDocBase(folder);
    context.addLifecycleListener(new Tomcat.FixContextListener());
    context.addApplicationListener(listener);
    host.addChild(context);
    return "deployed " + path + ", " + context.getStateName();
  }

  private WeakReference<ClassLoader> undeploy(String path) throws LifecycleException {
    StandardContext context = (StandardContext) host.findChild(path);
    WeakReference<ClassLoader> loader = new WeakReference<>(context.getLoader().getClassLoader());
    host.removeChild(context);
    context.destroy();
    return loader;
  }

  /** Whether an application's class loader goes away; threads that end late may hold it a while. */
  private static boolean isGone(WeakReference<ClassLoader> loader) throws InterruptedException {
    for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(PAUSE_MILLIS);
    }
    return loader.get() == null;
  }
}
