// Shape, arithmetic, reductions, products.
#include "shim.h"

using namespace ct;

namespace {
// All dimensions where none are listed.
at::OptionalIntArrayRef reduced(const int64_t *sizes, size_t count) {
    return count ? at::OptionalIntArrayRef(dims(sizes, count)) : at::OptionalIntArrayRef(std::nullopt);
}
}  // namespace

#define UNARY(name, expression) \
    ct_tensor ct_##name(ct_tensor x_) { return tensor([&] { auto &x = x_->value; return expression; }); }
#define BINARY(name, expression)                                                \
    ct_tensor ct_##name(ct_tensor x_, ct_tensor y_) {                           \
        return tensor([&] { auto &x = x_->value; auto &y = y_->value; return expression; }); \
    }

// Shape

ct_tensor ct_reshape(ct_tensor x, const int64_t *shape, size_t rank) {
    return tensor([&] { return x->value.reshape(dims(shape, rank)); });
}

ct_tensor ct_expand(ct_tensor x, const int64_t *shape, size_t rank) {
    return tensor([&] { return x->value.expand(dims(shape, rank)); });
}

ct_tensor ct_permute(ct_tensor x, const int64_t *order, size_t count) {
    return tensor([&] { return x->value.permute(dims(order, count)); });
}

ct_tensor ct_transpose(ct_tensor x, int64_t first, int64_t second) {
    return tensor([&] { return x->value.transpose(first, second); });
}

ct_tensor ct_unsqueeze(ct_tensor x, int64_t dim) {
    return tensor([&] { return x->value.unsqueeze(dim); });
}

ct_tensor ct_squeeze(ct_tensor x, int64_t dim) {
    return tensor([&] { return x->value.squeeze(dim); });
}

ct_tensor ct_flip(ct_tensor x, const int64_t *which, size_t count) {
    return tensor([&] { return x->value.flip(dims(which, count)); });
}

ct_tensor ct_concatenate(const ct_tensor *xs, size_t count, int64_t dim) {
    return tensor([&] { return at::cat(list(xs, count), dim); });
}

ct_tensor ct_stack(const ct_tensor *xs, size_t count, int64_t dim) {
    return tensor([&] { return at::stack(list(xs, count), dim); });
}

ct_tensor ct_select(ct_tensor x, int64_t dim, int64_t index) {
    return tensor([&] { return x->value.select(dim, index); });
}

ct_tensor ct_slice(ct_tensor x, int64_t dim, int64_t start, int64_t end, int64_t step) {
    return tensor([&] { return x->value.slice(dim, start, end, step); });
}

ct_tensor ct_index_select(ct_tensor x, int64_t dim, ct_tensor index) {
    return tensor([&] { return x->value.index_select(dim, index->value); });
}

ct_tensor ct_gather(ct_tensor x, int64_t dim, ct_tensor index) {
    return tensor([&] { return x->value.gather(dim, index->value); });
}

ct_tensor ct_where(ct_tensor condition, ct_tensor x, ct_tensor y) {
    return tensor([&] { return at::where(condition->value, x->value, y->value); });
}

// Arithmetic

BINARY(add, x + y)
BINARY(sub, x - y)
BINARY(mul, x * y)
BINARY(div, x / y)
BINARY(pow, at::pow(x, y))
BINARY(minimum, at::minimum(x, y))
BINARY(maximum, at::maximum(x, y))
BINARY(eq, at::eq(x, y))
BINARY(ne, at::ne(x, y))
BINARY(lt, at::lt(x, y))
BINARY(le, at::le(x, y))
BINARY(gt, at::gt(x, y))
BINARY(ge, at::ge(x, y))
BINARY(logical_and, at::logical_and(x, y))
BINARY(logical_or, at::logical_or(x, y))
BINARY(matmul, at::matmul(x, y))

UNARY(logical_not, at::logical_not(x))
UNARY(neg, -x)
UNARY(abs, x.abs())
UNARY(exp, x.exp())
UNARY(log, x.log())
UNARY(sqrt, x.sqrt())

ct_tensor ct_clamp(ct_tensor x, ct_tensor low, ct_tensor high) {
    // As numbers, which lie on no device: bounds on the CPU and values on a GPU do not go together.
    auto number = [](ct_tensor t) { return t ? std::optional(t->value.item()) : std::nullopt; };
    return tensor([&] { return at::clamp(x->value, number(low), number(high)); });
}

// Reductions

ct_tensor ct_sum(ct_tensor x, const int64_t *over, size_t count, bool keep) {
    return tensor([&] { return x->value.sum(reduced(over, count), keep); });
}

ct_tensor ct_mean(ct_tensor x, const int64_t *over, size_t count, bool keep) {
    return tensor([&] { return x->value.mean(reduced(over, count), keep); });
}

ct_tensor ct_max(ct_tensor x, const int64_t *over, size_t count, bool keep) {
    return tensor([&] { return x->value.amax(dims(over, count), keep); });
}

ct_tensor ct_min(ct_tensor x, const int64_t *over, size_t count, bool keep) {
    return tensor([&] { return x->value.amin(dims(over, count), keep); });
}

ct_tensor ct_var(ct_tensor x, const int64_t *over, size_t count, double correction, bool keep) {
    return tensor([&] { return x->value.var(reduced(over, count), correction, keep); });
}

ct_tensor ct_std(ct_tensor x, const int64_t *over, size_t count, double correction, bool keep) {
    return tensor([&] { return x->value.std(reduced(over, count), correction, keep); });
}

ct_tensor ct_argmax(ct_tensor x, int64_t dim, bool keep) {
    return tensor([&] { return x->value.argmax(dim, keep); });
}

ct_tensor ct_argmin(ct_tensor x, int64_t dim, bool keep) {
    return tensor([&] { return x->value.argmin(dim, keep); });
}

int ct_topk(ct_tensor x, int64_t k, int64_t dim, ct_tensor *values, ct_tensor *indices) {
    return status([&] {
        auto [largest, places] = x->value.topk(k, dim);
        *values = new ct_tensor_s{largest};
        *indices = new ct_tensor_s{places};
    });
}

ct_tensor ct_softmax(ct_tensor x, int64_t dim) {
    return tensor([&] { return x->value.softmax(dim); });
}

ct_tensor ct_log_softmax(ct_tensor x, int64_t dim) {
    return tensor([&] { return x->value.log_softmax(dim); });
}

// Products

ct_tensor ct_linear(ct_tensor x, ct_tensor weight, ct_tensor bias) {
    return tensor([&] { return at::linear(x->value, weight->value, optional(bias)); });
}
