public import Foundation

/// A report told once, from which ``html`` makes a page and ``pdf()`` sheets of A4.
public struct Document: Sendable {
    /// What it is called.
    public let title: String
    /// A line below the title.
    public let subtitle: String
    /// The words that stand at the head of every sheet, and at both ends of the page.
    public let notice: String
    /// Whose it is, at the foot of every sheet.
    public let footer: String
    /// In the order in which they are read.
    public let sections: [Section]

    /// Of these sections.
    public init(title: String, subtitle: String, notice: String, footer: String, sections: [Section]) {
        (self.title, self.subtitle) = (title, subtitle)
        (self.notice, self.footer) = (notice, footer)
        self.sections = sections
    }

    /// A heading and what stands below it.
    public struct Section: Sendable {
        /// The heading.
        public let title: String
        /// Whether it begins on a sheet of its own.
        public let startsSheet: Bool
        /// What stands below the heading.
        public let blocks: [Block]

        /// Of these blocks.
        public init(_ title: String, startsSheet: Bool = false, _ blocks: [Block]) {
            (self.title, self.startsSheet, self.blocks) = (title, startsSheet, blocks)
        }
    }

    /// What a section is made of.
    public enum Block: Sendable {
        /// Sentences.
        case paragraph(Prose)
        /// Smaller sentences, on what stands above them.
        case caption(Prose)
        /// Sentences in a frame, which nobody should miss.
        case warning(Prose)
        /// Points.
        case list([Prose])
        /// Names and values; what nobody has stated is said to be so.
        case facts([Fact])
        /// Rows and columns.
        case table(Table)
        /// A drawing.
        case picture(Picture)
    }

    /// A name and its value; `nil` where nobody has stated it.
    public typealias Fact = (name: String, value: String?)

    /// Rows and columns of prose.
    public struct Table: Sendable {
        /// A line above it; empty for none.
        public let caption: Prose
        /// The columns' names.
        public let columns: [String]
        /// As many cells each as there are columns; the first one names its row.
        public let rows: [[Prose]]

        /// - Precondition: each row has as many cells as there are columns.
        public init(_ caption: Prose = "", columns: [String], rows: [[Prose]]) {
            precondition(rows.allSatisfy { $0.count == columns.count })
            (self.caption, self.columns, self.rows) = (caption, columns, rows)
        }
    }

    /// A drawing, as pixels for a page and as lines for a sheet.
    public struct Picture: Equatable, Sendable {
        /// What it shows, for who cannot see it.
        public let description: String
        /// Its pixels, two a point, so that a printed page is sharp.
        public let png: Data
        let figure: Figure

        /// Throws where the figure cannot be drawn.
        public init(_ figure: Figure, _ description: String) throws(FigureError) {
            (self.figure, self.description) = (figure, description)
            png = try figure.data(as: .png, scale: 2)
        }

        /// Whether they look alike and say the same.
        public static func == (left: Picture, right: Picture) -> Bool {
            left.png == right.png && left.description == right.description
        }
    }
}
