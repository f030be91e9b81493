#include "fast_convolution.h"

#include <ATen/Parallel.h>

#include <cstdlib>
#include <string_view>

#include "threads.h"

using namespace ct;

namespace {

// BONESCAN_CONVOLUTION=libtorch or avx2 holds a better processor back, to compare and to test.
cw_processor allowed_processor() {
    const char *text = std::getenv("BONESCAN_CONVOLUTION");
    const std::string_view wish = text ? text : "";
    if (wish == "libtorch") return cw_none;
    if (wish == "avx2") return std::min(cw_avx2, cw_best());
    TORCH_CHECK(wish.empty() || wish == "avx512", "BONESCAN_CONVOLUTION is ", wish, "; give libtorch, avx2 or avx512");
    return cw_best();
}

cw_processor processor() {
    static const cw_processor allowed = allowed_processor();
    return allowed;
}

cw_sampling sampling(ct_sampling sampling) {
    return sampling == ct_doubled ? cw_doubled : sampling == ct_halved ? cw_halved : cw_plain;
}

int64_t resampled(int64_t size, ct_sampling sampling) {
    return sampling == ct_doubled ? 2 * size : sampling == ct_halved ? size / 2 : size;
}

cw_shape shape(const at::Tensor &x, int64_t outputs) {
    return {x.size(0), x.size(2), x.size(3), x.size(1), outputs};
}

// Not const_data_ptr<float>: libtorch is built by a compiler that spells that name otherwise than clang does.
const float *values(const at::Tensor &t) { return static_cast<const float *>(t.const_data_ptr()); }

const float *values(const std::optional<at::Tensor> &t) { return t && t->defined() ? values(*t) : nullptr; }

at::Tensor images(const at::Tensor &like, int64_t channels, int64_t rows, int64_t columns) {
    return at::empty({like.size(0), channels, rows, columns},
                     like.options().memory_format(at::MemoryFormat::ChannelsLast));
}

// Of the weight itself, or of its adjoint: inputs and outputs exchanged, taps turned around.
at::Tensor prepared_kernels(const at::Tensor &weight, cw_sampling sampling, bool adjoint) {
    const auto *first = values(weight);
    auto [outputs, inputs] = std::pair(weight.size(0), weight.size(1));
    std::array<int64_t, 4> strides;
    std::copy_n(weight.strides().begin(), 4, strides.begin());
    if (adjoint) {
        first += 2 * (strides[2] + strides[3]);
        strides = {strides[1], strides[0], -strides[2], -strides[3]};
        std::swap(outputs, inputs);
    }
    auto kernels = at::empty({cw_kernels_count(engine(), sampling, inputs, outputs)}, weight.options());
    cw_prepare_kernels(engine(), sampling, inputs, outputs, first, strides.data(),
                       kernels.mutable_data_ptr<float>());
    return kernels;
}

at::Tensor kernels_of(const at::Tensor &weight, ct_sampling how, ct_kernels_s *kept) {
    if (!kept) return prepared_kernels(weight, sampling(how), false);
    std::lock_guard lock(kept->mutex);
    if (!kept->transformed.defined() || kept->sampling != how) {
        kept->transformed = prepared_kernels(weight, sampling(how), false);
        kept->sampling = how;
    }
    return kept->transformed;
}

// A weight with one channel on one side as taps: rows, columns, the other side's channels.
at::Tensor taps_of(const at::Tensor &weight) {
    auto taps = weight.size(1) == 1 ? weight.permute({2, 3, 0, 1}) : weight.permute({2, 3, 1, 0});
    return taps.contiguous();
}

at::Tensor weight_of(const at::Tensor &taps, const at::Tensor &like) {
    const auto size = like.size(2), channels = like.size(0) * like.size(1);
    return taps.view({size, size, channels}).permute({2, 0, 1}).reshape(like.sizes());
}

at::Tensor spread(const at::Tensor &x, const at::Tensor &taps, const float *shift, bool relu) {
    const auto channels = taps.numel() / (taps.size(0) * taps.size(1));
    auto y = images(x, channels, x.size(2), x.size(3));
    cw_spread(engine(), shape(x, channels), taps.size(0), values(x), values(taps), shift, relu,
              y.mutable_data_ptr<float>());
    return y;
}

at::Tensor gather(const at::Tensor &x, const at::Tensor &taps, float shift) {
    auto y = images(x, 1, x.size(2), x.size(3));
    cw_gather(engine(), shape(x, 1), taps.size(0), values(x), values(taps), shift, y.mutable_data_ptr<float>());
    return y;
}

at::Tensor correlated(const at::Tensor &single, const at::Tensor &many, const float *mask, const at::Tensor &weight) {
    const auto size = weight.size(2), channels = many.size(1);
    auto taps = at::empty({size, size, channels}, many.options());
    cw_correlate_single(engine(), shape(many, channels), size, values(single), values(many), mask,
                        taps.mutable_data_ptr<float>());
    return taps;
}

at::Tensor channel_sums(const at::Tensor &t, const float *mask) {
    auto sums = at::empty({t.size(1)}, t.options());
    cw_sum(engine(), t.numel() / t.size(1), t.size(1), values(t), mask, sums.mutable_data_ptr<float>());
    return sums;
}

}  // namespace

cw_engine ct::engine() { return {processor(), on_libtorchs_threads, at::get_num_threads()}; }

bool ct::is_ours(const at::Tensor &t) { return t.device().is_cpu() && t.scalar_type() == at::kFloat; }

at::Tensor ct::channels_last(const at::Tensor &t) {
    if (t.dim() != 4 || t.size(1) != 1) return t.contiguous(at::MemoryFormat::ChannelsLast);
    // Libtorch calls one channel both first and last, and takes it for first.
    return t.contiguous().as_strided(t.sizes(), {t.size(2) * t.size(3), 1, t.size(3), 1});
}

Path ct::fastest_path(const at::Tensor &x, const at::Tensor &weight, const std::optional<at::Tensor> &scale,
                      const std::optional<at::Tensor> &bias, ct_sampling sampling, bool plain) {
    if (!plain || processor() == cw_none || !is_ours(x) || !is_ours(weight) || x.dim() != 4 || weight.dim() != 4 ||
        x.size(1) != weight.size(1) || x.numel() == 0 || weight.numel() == 0)
        return Path::libtorch;
    for (const auto &vector : {scale, bias})
        if (vector && (!is_ours(*vector) || !vector->is_contiguous() || vector->sizes() != weight.sizes().slice(0, 1)))
            return Path::libtorch;
    const auto inputs = weight.size(1), outputs = weight.size(0), size = weight.size(2);
    const bool square = weight.size(3) == size && (size == 3 || size == 5);
    const auto pixels = x.size(0) * resampled(x.size(2), sampling) * resampled(x.size(3), sampling);
    if (!square || pixels < 256) return Path::libtorch;
    if (size == 3 && inputs % 16 == 0 && outputs % 16 == 0) return Path::winograd;
    if (sampling != ct_plain) return Path::libtorch;
    if (inputs == 1 && outputs % 16 == 0) return Path::one_to_many;
    if (outputs == 1 && inputs % 16 == 0) return Path::many_to_one;
    return Path::libtorch;
}

at::Tensor ct::fast_convolution(Path path, const at::Tensor &given, const at::Tensor &weight,
                                const std::optional<at::Tensor> &scale, const std::optional<at::Tensor> &bias,
                                Convolution how, const std::optional<at::Tensor> &addend, ct_kernels_s *kept) {
    const auto x = channels_last(given);
    if (path == Path::winograd) {
        auto y = images(x, weight.size(0), resampled(x.size(2), how.sampling), resampled(x.size(3), how.sampling));
        const auto kernels = kernels_of(weight, how.sampling, kept);
        const bool fuses = addend && addend->sizes() == y.sizes() && is_ours(*addend);
        const auto added = fuses ? channels_last(*addend) : at::Tensor();
        const cw_convolution job = {
            .shape = shape(x, weight.size(0)),
            .image = values(x),
            .sampling = sampling(how.sampling),
            .kernels = values(kernels),
            .scale = values(scale),
            .shift = values(bias),
            .relu = how.relu,
            .addend = fuses ? values(added) : nullptr,
            .result = y.mutable_data_ptr<float>(),
        };
        cw_convolve(engine(), &job);
        return addend && !fuses ? y + *addend : y;
    }
    auto y = path == Path::one_to_many ? spread(x, taps_of(weight), values(bias), how.relu)
                                       : gather(x, taps_of(weight), bias ? bias->item<float>() : 0);
    if (path == Path::many_to_one && how.relu) y.relu_();
    return addend ? y + *addend : y;
}

std::array<at::Tensor, 3> ct::fast_gradients(Path path, const at::Tensor &given, const at::Tensor &weight,
                                             const at::Tensor &y, const at::Tensor &arrived, Convolution how,
                                             std::array<bool, 3> wanted) {
    const auto x = channels_last(given), dy = channels_last(arrived);
    const float *mask = how.relu ? values(y) : nullptr;
    at::Tensor dx, dweight, dbias;
    if (path == Path::many_to_one) {
        const auto dz = mask ? at::threshold_backward(dy, y, 0) : dy;
        if (wanted[0]) dx = spread(dz, taps_of(weight).flip({0, 1}).contiguous(), nullptr, false);
        if (wanted[1]) dweight = weight_of(correlated(dz, x, nullptr, weight).flip({0, 1}), weight);
        if (wanted[2]) dbias = dz.sum().reshape({1});
        return {dx, dweight, dbias};
    }
    if (wanted[2]) dbias = channel_sums(dy, mask);
    if (path == Path::one_to_many) {
        if (wanted[0]) {
            const auto dz = mask ? at::threshold_backward(dy, y, 0) : dy;
            dx = gather(dz, taps_of(weight).flip({0, 1}).contiguous(), 0);
        }
        if (wanted[1]) dweight = weight_of(correlated(x, dy, mask, weight), weight);
        return {dx, dweight, dbias};
    }
    if (wanted[0]) {
        dx = images(x, x.size(1), x.size(2), x.size(3));
        const auto kernels = prepared_kernels(weight, cw_plain, true);
        const cw_convolution job = {
            .shape = shape(dy, x.size(1)),
            .image = values(dy),
            .sampling = cw_plain,
            .mask = mask,
            .kernels = values(kernels),
            .summed = how.sampling == ct_doubled,
            .result = dx.mutable_data_ptr<float>(),
        };
        cw_convolve(engine(), &job);
    }
    if (wanted[1]) {
        dweight = at::empty_like(weight);
        cw_correlation job = {
            .shape = shape(x, weight.size(0)),
            .image = values(x),
            .sampling = sampling(how.sampling),
            .gradient = values(dy),
            .mask = mask,
            .weights = dweight.mutable_data_ptr<float>(),
        };
        std::copy_n(dweight.strides().begin(), 4, job.strides);
        cw_correlate(engine(), &job);
    }
    return {dx, dweight, dbias};
}
