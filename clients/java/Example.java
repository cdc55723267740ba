import com.bookrunner.client.Bookrunner;
import com.bookrunner.client.CompaniesRequest;
import com.bookrunner.client.Problem;
import com.bookrunner.client.Shapes;
import com.bookrunner.client.StatementsRequest;
import com.bookrunner.client.WhyRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Prints a company's newest revenue with its source, and what a misspelt company is answered. */
public final class Example {
    private Example() {}

    public static void main(String[] arguments) {
        String key = arguments.length > 1 ? arguments[1] : null;
        Bookrunner desk = new Bookrunner(URI.create(arguments[0]), key, Duration.ofMinutes(2));
        List<Shapes.CompaniesCompanyLine> found =
            desk.companies(new CompaniesRequest().search("depot")).companies();
        System.out.println(found.get(0).ticker() + " " + found.get(0).name());

        Shapes.StatementsAnswer told = desk.statements(
            new StatementsRequest().company(found.get(0).ticker()).statement("income").periods(2L));
        List<Shapes.StatementsCell> cells = told.statements().get(0).lines().get(0).cells();
        Shapes.StatementsNumber revenue = cells.get(cells.size() - 1).number();
        System.out.println(revenue.id() + " " + revenue.exact() + " " + revenue.unit()
            + " " + revenue.periodEnd());

        Shapes.WhyAnswer why = desk.why(new WhyRequest().figure(revenue.id()));
        System.out.println(why.steps().get(0).concept());

        try {
            desk.statements(new StatementsRequest().company("HDD"));
        } catch (Problem problem) {
            System.out.println(problem.status() + " " + problem.near().get(0));
        }
    }
}
