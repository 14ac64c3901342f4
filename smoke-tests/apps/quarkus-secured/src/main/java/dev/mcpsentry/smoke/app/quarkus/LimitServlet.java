package dev.mcpsentry.smoke.app.quarkus;

import io.smallrye.faulttolerance.api.RateLimitException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Nothing of MCP: a request that a limiter refuses. */
@WebServlet("/mcp/limited")
public final class LimitServlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject transient Limits limits;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    try {
      limits.check();
    } catch (RateLimitException reached) {
      response.setStatus(TOO_MANY_REQUESTS);
    }
  }
}
