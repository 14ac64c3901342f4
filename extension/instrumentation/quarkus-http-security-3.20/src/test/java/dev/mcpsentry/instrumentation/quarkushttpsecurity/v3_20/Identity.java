package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Somebody, or with an empty name nobody, as Quarkus knows them. */
record Identity(Principal getPrincipal) implements SecurityIdentity {

  static Identity named(String name) {
    return new Identity(() -> name);
  }

  static Identity claiming(Map<String, Object> claims) {
    return new Identity(new Token(claims));
  }

  @Override
  public boolean isAnonymous() {
    return getPrincipal.getName().isEmpty();
  }

  @Override
  public Set<String> getRoles() {
    return Set.of();
  }

  @Override
  public boolean hasRole(String role) {
    return false;
  }

  @Override
  public Set<Permission> getPermissions() {
    return Set.of();
  }

  @Override
  public <T extends Credential> @Nullable T getCredential(Class<T> type) {
    return null;
  }

  @Override
  public Set<Credential> getCredentials() {
    return Set.of();
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> @Nullable T getAttribute(String name) {
    return null;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }

  @Override
  public Uni<Boolean> checkPermission(Permission permission) {
    return Uni.createFrom().item(false);
  }

  private record Token(Map<String, Object> claims) implements JsonWebToken {

    @Override
    public String getName() {
      return String.valueOf(claims.get("sub"));
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getClaim(String name) {
      return (T) claims.get(name);
    }
  }
}
