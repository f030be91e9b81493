// Included inside a namespace that says how many `lanes` a vector has, and nothing else of the processor.

typedef float Vector __attribute__((vector_size(lanes * sizeof(float))));
typedef float Unaligned __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float)), may_alias));

inline Vector load(const float *p) { return *reinterpret_cast<const Unaligned *>(p); }

inline void store(float *p, Vector v) { *reinterpret_cast<Unaligned *>(p) = v; }

// Not-a-number stays what it is, as in libtorch.
inline Vector relu(Vector v) { return 0 > v ? 0 : v; }

inline Vector maximum(Vector a, Vector b) { return ((b > a) | (b != b)) ? b : a; }

inline Vector where_positive(Vector mask, Vector v) { return mask <= 0 ? 0 : v; }
