package dev.perfdeck;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SmokeProperties {
    @Property
    boolean holds(@ForAll int a) {
        return a == a + 0;
    }
}
