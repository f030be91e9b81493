import Figures

extension HTML {
    /// The page's style, on screen and on A4 paper.
    static let reportStyle: HTML = """
        @page { size: A4; margin: 12mm 14mm; }
        body { font: 14px/1.45 "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; color: #111; background: #fff;
          max-width: 860px; margin: 0 auto; padding: 0 20px; }
        h1 { font-size: 26px; margin: 18px 0 0; }
        .subtitle { margin: 2px 0 14px; color: #555; }
        h2 { font-size: 17px; margin: 26px 0 8px; padding-bottom: 3px; border-bottom: 1px solid #999;
          break-after: avoid; }
        .notice { margin: 14px 0; padding: 6px 12px; border: 2px solid #8a1c1c; color: #8a1c1c; font-weight: bold;
          text-align: center; }
        dl { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 28px; margin: 0; }
        dl div { display: flex; break-inside: avoid; }
        dt { flex: 0 0 165px; color: #555; }
        dd { margin: 0; min-width: 0; font-weight: 600; overflow-wrap: anywhere; unicode-bidi: isolate; }
        .missing { font-weight: normal; font-style: italic; color: #777; }
        figure { margin: 12px 0; text-align: center; break-inside: avoid; }
        img { max-width: 100%; }
        .caption, caption, .remarks { font-size: 13px; color: #444; }
        table { border-collapse: collapse; width: 100%; margin: 12px 0; font-size: 13px; }
        caption { text-align: left; padding-bottom: 4px; }
        th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid #ddd; }
        td { overflow-wrap: anywhere; }
        thead th { border-bottom: 1px solid #555; color: #444; }
        tbody th { font-weight: 600; white-space: nowrap; }
        tr { break-inside: avoid; }
        .verdict { white-space: nowrap; font-weight: 600; }
        .pass .verdict { color: #1d6b34; }
        .warn .verdict { color: #8a5a00; }
        .fail .verdict { color: #a01414; }
        .checks td:nth-child(3) { width: 27%; }
        .source { color: #666; white-space: nowrap; }
        .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .interval { color: #555; }
        .distrusted { padding: 6px 12px; border: 2px solid #8a5a00; background: #fff6e0; }
        .hash { font-family: monospace; font-size: 12px; overflow-wrap: anywhere; }
        @media screen and (max-width: 720px) {
          dl { grid-template-columns: 1fr; }
          table { display: block; overflow-x: auto; }
          td { overflow-wrap: normal; }
        }
        @media print {
          body { font-size: 10pt; line-height: 1.3; max-width: none; padding: 0; }
          .notice { margin: 6pt 0; padding: 3pt; }
          .subtitle { margin: 0; }
          dt { flex-basis: 135px; }
          dl, table, .caption, caption, .remarks { font-size: 9pt; }
          th, td { padding: 1pt 6pt 1pt 0; }
          .checks { font-size: 8pt; line-height: 1.2; margin: 4pt 0; }
          .checks tr:nth-last-child(-n+4) { break-before: avoid; }
          .quality p { margin: 2pt 0; }
          .quality .caption { font-size: 8pt; break-before: avoid; }
          h1 { font-size: 16pt; margin-top: 8pt; }
          h2 { font-size: 12pt; margin: 12pt 0 4pt; }
          .picture { break-before: page; }
          .picture img { max-height: 185mm; object-fit: contain; }
          .restoration { break-before: page; }
          .comparison { break-inside: avoid; }
          .comparison img { max-height: 165mm; object-fit: contain; }
        }

        """
}
