# AUC, DeLong's interval, covariance and paired test by pROC, for the cases of roc.json. Writes proc.json beside it.
#
#   Rscript Fixtures/statistics/proc.R        from the repository's root, after roc.py; needs pROC and jsonlite
#
# Not part of `make fixtures`: R is no dependency of this project. pROC is a peer, not a source.
suppressMessages(library(pROC))
library(jsonlite)

judge <- function(cases) {
  curves <- lapply(cases$scores, function(s) roc(cases$labels, unlist(s), levels = c(0, 1), direction = "<", quiet = TRUE))
  test <- suppressWarnings(roc.test(curves[[1]], curves[[2]], paired = TRUE, method = "delong"))
  list(
    name = cases$name,
    areas = sapply(curves, function(r) as.numeric(auc(r))),
    intervals = t(sapply(curves, function(r) suppressWarnings(as.numeric(ci.auc(r, method = "delong")))))[, c(1, 3)],
    variances = sapply(curves, function(r) suppressWarnings(var(r, method = "delong"))),
    covariance = suppressWarnings(cov(curves[[1]], curves[[2]], method = "delong")),
    p = test$p.value
  )
}

peer <- fromJSON("Fixtures/statistics/roc.json", simplifyVector = TRUE, simplifyDataFrame = FALSE, simplifyMatrix = FALSE)
result <- list(
  made_by = paste0("Fixtures/statistics/proc.R, pROC ", packageVersion("pROC"), ", R ", getRversion()),
  sets = lapply(peer$sets, judge)
)
write(toJSON(result, auto_unbox = TRUE, digits = NA), "Fixtures/statistics/proc.json")
