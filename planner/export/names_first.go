package export

import (
	"strings"
	"sync"
	"unicode"
)

// firstNames are common first names of several languages, in plain small
// letters: who is called so is a person, whatever stands around the name.
var firstNames = set(`
	aaron abby abdul abdullah abel abigail abraham ada adam adel adele adrian adriana adrienne agata agnes agnieszka ahmad ahmed ahmet
	aidan aiko aileen aisha aishwarya ajay akash akira akshay alain alan alana albert alberto alec alejandra alejandro aleksandra aleksander
	alessandra alessandro alessia alex alexa alexander alexandra alexandre alexei alexey alexis alfonso alfred alfredo ali alice alicia alina alison
	alistair allan allison alma alvaro alyssa amanda amandine amelia amina amir amit amy ana anand anastasia anders andre andrea andreas andreea
	andrei andrej andres andrew andrey andrzej angela angelica angelika angelina angus anika anil anish anita anja anjali ankit ann anna annabel anne
	anneke annette annika anthony antje antoine anton antonia antonio anusha aoife april ariana ariel armand arjun arne arnold arthur artur arun
	arvind asa ashley ashok asif astrid athena audrey august augusto aurelie ayesha aylin ayse
	babak barbara bart bartosz beata beatrice beatriz bella ben benedikt benjamin benoit berat bernadette bernard bernd bernhard bert bertrand beth
	bianca bilal bjorn bob bogdan boris brad bradley brandon brenda brendan brent brett brian bridget brigitte britta brooke bruce bruno bryan burak
	caitlin calvin cameron camila camille can candice cara carina carl carla carlo carlos carmen carol carole carolin carolina caroline carsten
	caspar cassandra catarina catherine cathy cecile cecilia cedric celia celine cem cengiz chad chandra chang charles charlie charlotte chen cheng
	cherie cheryl chiara chloe chris christa christel christelle christian christiane christina christine christof christoph christophe christopher
	chun ciara cindy claire clara clare clarissa claudia claudio clemens clement cody colette colin connor conor conrad constance cordula
	corinna corinne cornelia cosima craig cristian cristina curtis cynthia
	dagmar daisuke damian damien dan dana daniel daniela daniele danielle danny daphne dario dariusz darko darren dave david davide dean debbie deborah
	deepa deepak deirdre deniz denis denise dennis derek devin dexter diana diane didier diego dieter dietmar dilip dimitri dimitris dina dirk divya
	dmitri dmitry dolores dominic dominik dominique donald donna dora doris dorota dorothea dorothy doug douglas dragan duncan dustin dylan
	eamon eddie edgar edith edoardo eduardo edward edwin eileen ekaterina elaine eleanor elena eleni elif elias elisa elisabeth elise elizabeth elke
	ella ellen elliot elodie elsa elvira emanuel emanuele emil emilia emilie emily emine emma emmanuel emre enrico enrique eric erica erich erik erika
	erin ernst erwin esma esra esteban estelle esther ethan etienne eugen eugene eva evan eveline evelyn ewa
	fabian fabien fabio fabrice fabrizio fadi farah farid fatima fatma federica federico felicia felicitas felipe felix fengwei ferdinand fernanda
	fernando filip filippo finn fiona flavia flavio florence florian florent francesca francesco francis francisca francisco franco francois francoise
	franz fred freddie frederic frederick frederik frieda friedrich fritz fumiko
	gabor gabriel gabriela gabriele gabriella gael gareth gary gaurav gavin geert genevieve geoff geoffrey george georg georgia georgina gerald
	geraldine gerard gerd gerhard gianluca gilbert gilles gina giorgia giorgio giovanna giovanni gisela giulia giulio giuseppe gloria gonzalo gordon
	gosia graham greg gregor gregory greta gretchen grzegorz guido guillaume guillermo gunther gustav gustavo guy gwen gyorgy
	hakan hamid hamza hana hanna hannah hannes hans harald haruka haruki haruto hasan hassan heather hector heidi heike heiko heiner heinrich heinz
	helen helena helene helga helmut hendrik henri henrik henrique henry herbert hermann hideo hilary hilda hilde hiroshi hiroki holger horst howard
	hubert hugo hussein huseyin hye
	iain ian ibrahim ida ignacio igor ilaria ilka ilona ilse imran ines ingo ingrid inga ioana irene irina irma isaac isabel isabella isabelle
	ismail istvan ivan ivana ivo ivonne iwona izabela
	jaap jackie jaclyn jacob jacqueline jacques jaime jake jakob jakub james jamie jana jane janet janice janine janina janusz jaroslav jason javier
	jean jeanette jeanne jeff jeffrey jelena jenna jennifer jenny jens jeremy jeroen jerome jerry jesper jesse jessica jesus ji jiri jill jim jimmy jin
	joachim joan joana joanna joanne joao jochen joe joel joelle joerg joern johan johann johanna johannes john johnny jon jonas jonathan jordan jordi
	jorg jorge jorn jose josef joseph josefina josephine josh joshua joyce juan juana judith jules julia julian juliana juliane julie julien juliet julio
	jurgen jurg justin justine justyna jutta
	kadir kaito kamal kamil kamila karen karim karin karina karl karla karolina karsten kasia katarina katarzyna kate katerina katharina katherine
	kathleen kathrin kathryn kathy katie katja katrin katya kavita kavya kaya kazimierz keiko keith kelly kelvin ken kenji kenneth kerstin kevin khaled
	khalid kieran kim kiran kirill kirsten kirsty klaas klara klaus konrad konstantin kris krishna kristen kristian kristin kristina kristof krystyna
	krzysztof kunal kurt kwame kyle kylie
	lachlan laila lakshmi lara larissa lars lasse latoya laura laure lauren laurence laurent laurie lea leah leandro lech leila len lena leo leon leona
	leonard leonardo leonie leopold leroy leslie leticia levi lewis lex leyla liam lidia lilian liliana lilly lily lina linda lindsay lindsey ling linus
	lionel lisa lise liz lloyd loic lola lorena lorenz lorenzo loretta lorraine lothar lottie louis louisa louise luc luca lucas lucia luciana lucie
	lucille lucy ludger ludmila ludovic ludwig luigi luis luisa luiz lukas lukasz luke lutz luz lydia lynn
	maarten maciej maddie madeleine madeline mads magda magdalena magnus mahmoud maike maja makoto malcolm malgorzata malik malin malte mandy manfred
	manish manoj manon manuel manuela mara marc marcel marcela marcelo marcin marco marcos marcus marek margaret margarita margit margot marguerite maria
	mariam marian mariana marianne marie mariana marija marilyn marina mario marion marisa marissa marita marius mariusz marjorie marko markus marlene
	marlies marta martha martijn martin martina marty marvin mary maryam masako massimo mateo mateusz mathias mathieu mathilde matilda matt matteo
	matthew matthias matthieu matti maud maureen maurice mauricio mauro max maxim maxime maximilian maya meera megan mehdi mehmet mei melanie melinda
	melissa mercedes meredith mert mia michael michaela michal micheal michel michele michelle miguel mihai mika mike mikhail milan milena milica min
	mina ming minh miranda miriam mirjam mirko miroslav mitchell mitsuko miyuki mohamed mohammad mohammed mohan mohit moira molly mona monica monika
	monique morgan moritz moses muhammad murat murielle mustafa myriam
	nabil nadia nadine nadja naoki naomi narendra natalia natalie nataliya natasha nathalie nathan neha neil nele nelson nicholas nick nicola nicolai
	nicolas nicole niels nikhil nikita niklas nikola nikolai nikolas nikolaus nils nina nisha nitin noah noelle noemi noor nora norbert nouria nuno nuria
	oksana olaf ole oleg olena olga oliver olivia olivier omar orla orlando oscar oskar osman othmar otto owen ozan ozlem
	pablo padma padraig pamela paola paolo pascal pascale patricia patrick patrik patrizia patty paul paula paulina pauline paulo pavel pawel pedro
	peggy penelope per pete peter petra phil philip philipp philippa philippe phillip phyllis pia pierre pietro pilar piotr pooja prakash pranav
	prasad prashant pratik praveen preeti priya priyanka przemyslaw
	quentin quinn
	rachel rafael rafal rahul raimund rainer raj raja rajesh rajiv ralf ralph ram rama ramesh ramon ramona ramona rania raphael raquel rashid raul ravi
	raymond rebecca regina reinhard reinhold rekha renata renate renato rene renee reza rhiannon ricardo riccardo richard rick rico rita ritu robert
	roberta roberto rocio rodrigo roger rohan rohit roland rolf roman romain ron ronald ronan ronja rosa rosalie rosario rosemary rowena roxana ruben
	rudi rudiger rudolf ruiz rupert russell ruth ryan ryota
	saad sabine sabrina sachin sadia sakura salim sally salvador salvatore sam samantha sameer samir samira samuel sandeep sandra sandrine sang
	sanjay santiago sara sarah sarita sascha sasha satoshi saskia sean sebastian sebastien selim selin selina selma serena serge sergei sergey sergio
	severin shane shannon sharon shaun shauna shawn sheila shelley shinji shirley shreya shruti sibylle sid siegfried sigrid silke silvia silvio simon
	simona simone sina siobhan slawomir slobodan sneha sofia sofie solveig sonia sonja sophia sophie soren srinivas stacey stan stanislaw stefan stefania
	stefanie steffen steffi stella stephan stephane stephanie stephen steve steven stewart stuart subhash sudhir sunil sunita suresh susan susana susanna
	susanne sushma suzanne svea sven svenja svetlana swati sybille sydney sylvain sylvia sylvie szymon
	tadeusz takashi takeshi tamara tania tanja tanya tara tarek tariq tatiana tatjana ted teresa tess tessa thea theo theodor theresa therese thiago
	thibault thilo thomas thorsten tiago tiffany till tilman tim timo timothy tina tobias todd toby tom tomas tomasz tommaso tommy tomoko toni tony
	torben torsten tracey tracy travis trevor tricia tristan trudy tyler
	udo ugo ugur uli ulf ulla ulrich ulrike umar umut ursula usha ute uta uwe
	valentin valentina valeria valerie vanessa vasile vasily vera verena veronica veronika veronique vicki vicky victor victoria vijay vikram vikas viktor
	viktoria vince vincent vincenzo vinod viola violeta virginia virginie vishal vivek vivian viviane vivien vladimir volker volodymyr
	waldemar walter wanda wanjiru warren wayne wei wendy wenzel werner wiebke wilfried wilhelm willem william willy winfried winston wojciech wolfgang
	xavier xiang xiao ximena xin
	yael yan yang yann yannick yara yasemin yasmin yasmina yavuz yelena yi yiannis ying yolanda yong yoshi yoshiko yuki yuko yuri yusuf yvan yves
	yvette yvonne
	zachary zahra zainab zbigniew zdenek zeynep zhang zhi zoe zofia zoltan zsofia
	carter hana harry lily matt parker robin sally scott stella taylor terry tucker wes
	amara chidi chinedu chioma emeka kofi kwabena ngozi nkechi olu oluwaseun thabo themba zanele
	hyejin jihoon jimin jisoo jiwoo minho minji minjun seojun soojin sungmin youngho
	haoran jiahao lihua meiling xiaoming yifan yuhan zihan`)

// wordNames are first names that are also words or things: they are names
// within a sentence, and where they begin one nothing tells.
var wordNames = set(`amber angel anders art asher aurora autumn basil bay bill brook buddy can chase chip chuck clay cliff crystal daisy dale dawn
	delta destiny dick don drew dusty earl eden ernest ernst eve faith felicity fern flora florence frank gene georgia ginger grace grant guy hank
	harmony hazel heath heather herb holly honor hope hunter iris ivy jack jade jan jasmine jay jewel jordan josh joy june justice king lance
	laurel len liberty lux marina mark mason max may mercy merry miles min misty myrtle nick noble norm olive opal page paris pat patience pearl
	peg penny pepper per phoenix piper poppy prince prudence queen ram ray reed rich rob rod roman rosa rose rowan ruby rusty sage sandy sang
	scarlet sky skip sofia sol star stone storm sue summer sunny sydney till tiger trinity victor victoria victory viola violet virginia wade
	ward will willow woody wren`)

// surnames are common ones that are no words, and that often stand alone.
var surnames = set(`smith jones williams johnson miller davis wilson anderson thompson robinson clarke wright evans edwards roberts hughes patel
	obrien murphy kelly sullivan mcdonald campbell mitchell phillips harris nelson jackson collins stewart morris rogers murray simpson
	garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres nguyen flores gomez diaz cruz reyes morales ortiz gutierrez
	silva santos oliveira souza pereira costa ferreira almeida carvalho rossi russo ferrari esposito bianchi romano colombo ricci
	muller mueller schmidt schneider fischer weber meyer meier maier mayer wagner becker schulz schulze hoffmann hofmann schafer schaefer richter klein
	schroder schroeder neumann schwarz zimmermann braun kruger krueger hartmann lange schmitt werner krause lehmann kohler koehler herrmann konig
	martin bernard dubois durand leroy moreau laurent lefebvre fournier girard bonnet dupont lambert
	nowak kowalski kowalska wisniewski wojcik kaminski lewandowski zielinski szymanski yilmaz kaya demir sahin celik yildiz ozturk aydin
	sharma singh gupta kumar verma mehta reddy iyer nair chopra desai khan hussain rahman chowdhury
	wang zhao huang zhou liu sato suzuki takahashi tanaka watanabe yamamoto nakamura kobayashi kato
	ivanov petrov sidorov popov smirnov kuznetsov novak horvat jansen janssen bakker visser larsen hansen olsen johansson andersson nilsson whitfield
	wanjiku kamau otieno okafor adeyemi mensah abubakar haddad`)

// titles stand before a name and are none.
var titles = set(`mr mrs ms mx miss dr prof professor herr frau mme mlle monsieur madame sr sra srta señor señora sir`)

// inList reports whether a word is a first name, and whether it is also a
// word; surnames are sure.
func inList(key string) (name, word bool) {
	key = bare(key)
	return firstNames.has(key) || wordNames.has(key) || surnames.has(key), wordNames.has(key)
}

// bare is a word in small letters without apostrophes and the marks of Latin
// letters, as lists have it: "müller" is "muller".
func bare(word string) string {
	plain := true
	for i := range len(word) {
		plain = plain && byteKinds[word[i]] == byteSmall
	}
	if plain {
		return word
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) || strings.ContainsRune("'’ʼ`", r) {
			return -1
		}
		if plain, ok := plainLetters()[r]; ok {
			return plain
		}
		return r
	}, word)
}

var plainLetters = sync.OnceValue(func() map[rune]rune {
	out := map[rune]rune{}
	for plain, marked := range map[rune]string{
		'a': "àáâãäåāăąæ", 'c': "çćč", 'd': "ďđð", 'e': "èéêëēęě", 'g': "ğģ", 'i': "ìíîïīıį", 'l': "łľļ", 'n': "ñńňņ", 'o': "òóôõöøőœ",
		'r': "řŕ", 's': "śšşșß", 't': "ťţțþ", 'u': "ùúûüūůűų", 'y': "ýÿ", 'z': "źžż",
	} {
		for _, r := range marked {
			out[r] = plain
		}
	}
	return out
})
