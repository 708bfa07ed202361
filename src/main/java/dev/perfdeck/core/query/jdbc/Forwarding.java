package dev.perfdeck.core.query.jdbc;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;

/// Makes the class that a JDBC interface needs beside what is written by hand: each method that `base` leaves open
/// goes straight to the object behind it. JDBC's interfaces have some 700 methods and gain more with every Java; a
/// class made at run time has them all, and costs a call of them nothing, where `java.lang.reflect.Proxy` costs an
/// array and a reflective call.
final class Forwarding {
    private static final String REAL = "real";
    private static final int PUBLIC = ClassFile.ACC_PUBLIC;

    private final Class<?> base;
    private final Class<?> type;

    private Forwarding(Class<?> base, Class<?> type) {
        this.base = base;
        this.type = type;
    }

    /// A constructor of the made class, as a function that returns `base`.
    ///
    /// @param base an abstract class of this package with one constructor and a field `real`, its own or inherited
    /// @param type the interface it stands for
    static MethodHandle constructor(Class<?> base, Class<?> type) {
        try {
            var bytes = new Forwarding(base, type).bytes();
            var made = MethodHandles.lookup().defineHiddenClass(bytes, true);
            var parameters = base.getDeclaredConstructors()[0].getParameterTypes();
            return made.findConstructor(made.lookupClass(), MethodType.methodType(void.class, parameters))
                    .asType(MethodType.methodType(base, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes() {
        return ClassFile.of().build(ClassDesc.of(base.getName() + "Forwarding"), made -> {
            made.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC).withSuperclass(desc(base));
            constructor(made);
            var written = new HashSet<String>();
            for (var method : type.getMethods()) {
                if (isOpen(method)
                        && written.add(method.getName() + desc(method).descriptorString())) {
                    made.withMethodBody(method.getName(), desc(method), PUBLIC, code -> forward(code, method));
                }
            }
        });
    }

    private void constructor(ClassBuilder made) {
        var parameters = Arrays.stream(base.getDeclaredConstructors()[0].getParameterTypes())
                .map(Forwarding::desc)
                .toList();
        var shape = MethodTypeDesc.of(CD_void, parameters);
        made.withMethodBody(INIT_NAME, shape, PUBLIC, code -> {
            code.aload(0);
            for (int i = 0; i < parameters.size(); i++) {
                code.loadLocal(TypeKind.from(parameters.get(i)), code.parameterSlot(i));
            }
            code.invokespecial(desc(base), INIT_NAME, shape).return_();
        });
    }

    /// A default method of the interface is open too: the driver may have something better.
    private boolean isOpen(Method method) {
        if (Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        try {
            var inBase = base.getMethod(method.getName(), method.getParameterTypes());
            return inBase.getDeclaringClass().isInterface() || Modifier.isAbstract(inBase.getModifiers());
        } catch (NoSuchMethodException e) {
            return true;
        }
    }

    private void forward(CodeBuilder code, Method method) {
        var parameters = method.getParameterTypes();
        if (bindsAValue(method)) {
            bind(code, parameters[1]);
        }
        code.aload(0).getfield(desc(base), REAL, desc(realType())).checkcast(desc(type));
        for (int i = 0; i < parameters.length; i++) {
            code.loadLocal(TypeKind.from(desc(parameters[i])), code.parameterSlot(i));
        }
        code.invokeinterface(desc(method.getDeclaringClass()), method.getName(), desc(method));
        code.return_(TypeKind.from(desc(method.getReturnType())));
    }

    /// `setString(int, String)` and its like.
    private boolean bindsAValue(Method method) {
        var parameters = method.getParameterTypes();
        return ProfiledPrepared.class.isAssignableFrom(base)
                && method.getName().startsWith("set")
                && parameters.length >= 2
                && parameters[0] == int.class;
    }

    private void bind(CodeBuilder code, Class<?> value) {
        var kind = TypeKind.from(desc(value));
        code.aload(0).iload(code.parameterSlot(0)).loadLocal(kind, code.parameterSlot(1));
        var seen = switch (kind) {
            case REFERENCE -> CD_Object;
            case LONG -> CD_long;
            case DOUBLE -> CD_double;
            case FLOAT -> {
                code.f2d();
                yield CD_double;
            }
            case BOOLEAN, BYTE, CHAR, SHORT, INT -> {
                code.i2l();
                yield CD_long;
            }
            case VOID -> throw new IllegalStateException("no parameter is void");
        };
        code.invokevirtual(desc(ProfiledPrepared.class), "bound", MethodTypeDesc.of(CD_void, CD_int, seen));
    }

    private Class<?> realType() {
        for (Class<?> in = base; in != null; in = in.getSuperclass()) {
            for (var field : in.getDeclaredFields()) {
                if (field.getName().equals(REAL)) {
                    return field.getType();
                }
            }
        }
        throw new IllegalStateException(base + " has no field " + REAL);
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    private static MethodTypeDesc desc(Method method) {
        return MethodTypeDesc.of(
                desc(method.getReturnType()),
                Arrays.stream(method.getParameterTypes()).map(Forwarding::desc).toList());
    }
}
