package dev.mcpsentry.smoke.app.bookshop;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The orders table, in memory and filled when it is first opened. */
final class Orders {

  private static final String URL =
      "jdbc:h2:mem:bookshop;DB_CLOSE_DELAY=-1;INIT=runscript from 'classpath:bookshop.sql'";

  /**
   * One order.
   *
   * @param paidCents what the customer paid
   * @param parcel the carrier's number, empty before it is sent
   */
  record Order(String id, String title, int paidCents, String parcel) {}

  private Orders() {}

  /** Opens the database, before the first customer waits for it. */
  static Orders open() {
    try (Connection connection = DriverManager.getConnection(URL)) {
      return new Orders();
    } catch (SQLException e) {
      throw closed(e);
    }
  }

  /** The orders of a customer, oldest first. */
  List<Order> of(String customer) {
    return query(
        "select id, title, paid_cents, parcel from orders where customer = ? order by id",
        customer);
  }

  /**
   * One order.
   *
   * @throws IllegalArgumentException when there is none
   */
  Order byId(String id) {
    return query("select id, title, paid_cents, parcel from orders where id = ?", id).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No order " + id));
  }

  /** What was sold, in cents; a report that takes a while. */
  int sold() {
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement statement =
            connection.prepareStatement("select sum(paid_cents), pause(500) from orders");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw closed(e);
    }
  }

  private static List<Order> query(String sql, String parameter) {
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      List<Order> orders = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String parcel = rows.getString("parcel");
          orders.add(
              new Order(
                  rows.getString("id"),
                  rows.getString("title"),
                  rows.getInt("paid_cents"),
                  parcel == null ? "" : parcel));
        }
      }
      return orders;
    } catch (SQLException e) {
      throw closed(e);
    }
  }

  private static IllegalStateException closed(SQLException e) {
    return new IllegalStateException("The order book is closed", e);
  }
}
