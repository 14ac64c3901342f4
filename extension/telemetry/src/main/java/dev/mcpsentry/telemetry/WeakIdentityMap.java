package dev.mcpsentry.telemetry;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of objects of the application, for as long as they live. Asks them nothing: neither
 * {@code equals} nor {@code hashCode}, which are the application's own. Lookups take no lock. A
 * value must not hold its key.
 *
 * <p>Why not OpenTelemetry's {@code VirtualField}? It puts a field into classes of the application,
 * and has to name them: some cannot be named here, others are whatever implements an interface, and
 * all differ between versions. Against a lookup here it would save nanoseconds.
 */
public final class WeakIdentityMap<K, V> {

  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<K> freed = new ReferenceQueue<>();

  /** The key's value; null when it has none. */
  public @Nullable V get(K key) {
    return values.get(new Lookup(key));
  }

  /** Keeps the value unless the key has one already, and returns the one that counts. */
  public V putIfAbsent(K key, V value) {
    clean();
    V known = values.putIfAbsent(new Entry<>(key, freed), value);
    return known == null ? value : known;
  }

  /** The key's value, made when it has none; of several that are made at once only one counts. */
  public V computeIfAbsent(K key, Function<? super K, ? extends V> maker) {
    V known = get(key);
    return known == null ? putIfAbsent(key, maker.apply(key)) : known;
  }

  /** How many values are held, those of dead keys not yet cleaned away among them. */
  int size() {
    return values.size();
  }

  private void clean() {
    for (Reference<? extends K> dead = freed.poll(); dead != null; dead = freed.poll()) {
      values.remove(dead);
    }
  }

  /** A key in the map. */
  private static final class Entry<K> extends WeakReference<K> {

    private final int hash;

    Entry(K key, ReferenceQueue<K> freed) {
      super(key, freed);
      hash = System.identityHashCode(key);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object key = get();
      return key != null && other instanceof Entry<?> entry && entry.refersToSame(key);
    }

    boolean refersToSame(Object key) {
      return get() == key;
    }
  }

  /** A key that is looked for; cheaper to make than a reference. */
  private record Lookup(Object key) {

    @Override
    public int hashCode() {
      return System.identityHashCode(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry<?> entry && entry.refersToSame(key);
    }
  }
}
