package org.paceline.base;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * What a task sends back, in Java's serialisation also where Spark is told to use Kryo, which makes
 * no records.
 *
 * @param results none or one
 * @param <R> the type of a result
 */
@DefaultSerializer(JavaSerializer.class)
public record Results<R>(ArrayList<R> results) implements Serializable {}
