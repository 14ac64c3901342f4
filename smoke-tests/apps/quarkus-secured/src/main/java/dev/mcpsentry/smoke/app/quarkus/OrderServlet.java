package dev.mcpsentry.smoke.app.quarkus;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jboss.logging.Logger;

/** Nothing of MCP: a request whose work fails. */
@WebServlet("/mcp/order")
public final class OrderServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = Logger.getLogger("shop.Orders");

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    LOG.error("cannot ship", new IllegalStateException("no pigeons"));
  }
}
