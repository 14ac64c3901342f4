package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLIntegrityConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseLiteralsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "bad row: customer_email='bob@example.com' and id = 42 ~ bad row: customer_email=? and id = ?",
        "duplicate key value violates unique constraint \"users_email_key\" Detail: Key (email)=(bob@example.com) already exists. ~ duplicate key value violates unique constraint \"users_email_key\" Detail: Key (email)=(?) already exists.",
        "ERROR: null value in column \"city\" of relation \"users\" violates not-null constraint Detail: Failing row contains (1, bob@example.com, null). ~ ERROR: null value in column \"city\" of relation \"users\" violates not-null constraint Detail: Failing row contains (?).",
        "invalid input syntax for type integer: \"bob\" ~ invalid input syntax for type integer: ?",
        "Duplicate entry 'bob@example.com' for key 'users.email' ~ Duplicate entry ? for key 'users.email'",
        "Unknown column 'emial' in 'field list' ~ Unknown column 'emial' in 'field list'",
        "You have an error in your SQL syntax near 'bob' at line 1 ~ You have an error in your SQL syntax near ? at line 1",
        "Unique index or primary key violation: \"PUBLIC.INDEX_4 ON PUBLIC.USERS(EMAIL NULLS FIRST) VALUES ( /* 1 */ 'bob@example.com' )\"; SQL statement: insert into users (email) values (?) [23505-214] ~ Unique index or primary key violation: \"PUBLIC.INDEX_4 ON PUBLIC.USERS(EMAIL NULLS FIRST) VALUES (?)\"; SQL statement: insert into users (email) values (?) [23505-214]",
        "Value too long for column \"NAME VARCHAR(10)\": \"'bob at example' (14)\" ~ Value too long for column \"NAME VARCHAR(10)\": \"? (14)\"",
        "Cannot insert duplicate key in object 'dbo.users'. The duplicate key value is (bob@example.com). ~ Cannot insert duplicate key in object 'dbo.users'. The duplicate key value is (?).",
        "Conversion failed when converting the varchar value 'bob' to data type int. ~ Conversion failed when converting the varchar value ? to data type int.",
        "E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: \"bob@example.com\" } ~ E11000 duplicate key error collection: shop.users index: email_1 dup key: {?}",
        "StatementCallback; SQL [insert into users values (7, 'bob')]; SQL state [23505]; error code [0] ~ StatementCallback; SQL [insert into users values (?)]; SQL state [23505]; error code [0]",
        "SQL [select * from users where email in ('a','b') limit 5] ~ SQL [select * from users where email in (?) limit ?]",
        "select a from b where a.id = b.id and x in (select y from z) ~ select a from b where a.id = b.id and x in (select y from z)",
        "No row with the given identifier exists: [com.acme.User#42] ~ No row with the given identifier exists: [com.acme.User#?]",
        "Unable to find com.acme.User with id bob@example.com ~ Unable to find com.acme.User with id ?",
        "the table doesn't exist, can't go on ~ the table doesn't exist, can't go on",
        "email=bob@example.com is taken ~ email=? is taken",
        "name = 'it''s Bob' or 1=1 ~ name = ? or 1=?",
        "name = 'cut off ~ name = ?",
        "ERROR 1062 (23000), SQLState=23505, errorCode=1062 ~ ERROR 1062 (23000), SQLState=23505, errorCode=1062",
        "UNIQUE constraint failed: users.email ~ UNIQUE constraint failed: users.email"
      })
  void values_areMaskedAndNamesAreNot(String message, String masked) {
    assertThat(DatabaseLiterals.mask(message)).isEqualTo(masked);
    assertThat(DatabaseLiterals.mask(masked)).isEqualTo(masked);
  }

  @Test
  void failure_isADatabasesByAnyOfItsChain() {
    Throwable sql = new SQLIntegrityConstraintViolationException("x");
    assertThat(DatabaseLiterals.concern(new IllegalStateException(new RuntimeException(sql))))
        .isTrue();
    Throwable other = new IllegalStateException("x");
    assertThat(DatabaseLiterals.concern(other)).isFalse();
    other.addSuppressed(sql);
    assertThat(DatabaseLiterals.concern(other)).isTrue();
    assertThat(DatabaseLiterals.concern(new DriversOwn())).isTrue();
    assertThat(DatabaseLiterals.concern(null)).isFalse();
  }

  @Test
  void circularAndEndlessChains_areLeft() {
    RuntimeException first = new RuntimeException();
    RuntimeException second = new RuntimeException(first);
    first.initCause(second);
    for (int i = 0; i < 5_000; i++) {
      first.addSuppressed(new RuntimeException(first));
    }
    assertThat(DatabaseLiterals.concern(first)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.springframework.dao.DuplicateKeyException",
        "org.hibernate.exception.ConstraintViolationException",
        "jakarta.persistence.EntityNotFoundException",
        "io.r2dbc.spi.R2dbcDataIntegrityViolationException",
        "com.mongodb.MongoWriteException",
        "com.acme.OurSQLException"
      })
  void classesOfDatabases_areKnown(String name) {
    assertThat(DatabaseLiterals.isDatabase(name)).isTrue();
    assertThat(DatabaseLiterals.isDatabase("com.acme.Order")).isFalse();
  }

  @Test
  void messages_areKnownByTheirWords() {
    assertThat(DatabaseLiterals.areIn("Duplicate entry 'bob' for key 'x'")).isTrue();
    assertThat(DatabaseLiterals.areIn("order 'A-1' is already shipped")).isFalse();
  }

  private static final class DriversOwn extends java.sql.SQLException {
    private static final long serialVersionUID = 1;
  }
}
